#!/usr/bin/env bash
# The scorer against figures that were worked out by hand.
exec python3 extractor/eval/score_coref.py --selftest
