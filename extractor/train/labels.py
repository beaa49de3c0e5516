"""Label inventories, in the order of the C++ enums, and their mending."""

UPOS = ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ "
        "SYM VERB X").split()
XPOS = ("ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS "
        "NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ "
        "WDT WP WP$ WRB XX . , : `` '' -LRB- -RRB- $").split()
DEPREL = (
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc "
    "cc:preconj ccomp compound compound:prt conj cop csubj csubj:outer "
    "csubj:pass dep det det:predet discourse dislocated expl fixed flat "
    "goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj "
    "nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan "
    "parataxis punct reparandum root vocative xcomp").split()


def mend(sentences):
    """Maps the handful of slips in the treebanks to the inventories."""
    for s in sentences:
        s.upos = [u if u in UPOS else "X" for u in s.upos]
        s.xpos = [x if x in XPOS else "VB" if x == "VERB" else "XX"
                  for x in s.xpos]
        s.labels = [d if d in DEPREL else
                    d.split(":")[0] if d.split(":")[0] in DEPREL else "dep"
                    for d in s.labels]
