# The bytes of the model between two symbols (embedded_model.h).
    .section .rodata
    .balign 64
    .global weft_embedded_model_begin
weft_embedded_model_begin:
    .incbin "extractor/model/data/en.weftmodel"
    .global weft_embedded_model_end
weft_embedded_model_end:
    .byte 0
    .section .note.GNU-stack,"",@progbits
