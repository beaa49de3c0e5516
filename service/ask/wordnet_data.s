# The bytes of data/wordnet.txt between two symbols (lexicon.cc).
    .section .rodata
    .balign 64
    .global weft_wordnet_begin
weft_wordnet_begin:
    .incbin "service/ask/data/wordnet.txt"
    .global weft_wordnet_end
weft_wordnet_end:
    .byte 0
    .section .note.GNU-stack,"",@progbits
