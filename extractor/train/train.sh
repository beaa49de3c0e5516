#!/bin/bash
# Trains the model from the data folder and writes the model file:
#   extractor/train/train.sh DATA_DIR WORK_DIR MODEL_FILE [MINUTES]
# DATA_DIR holds the corpora as doc/model_format.md lists them. Debian packages:
# python3-torch python3-numpy python3-xxhash fasttext libopenblas0-pthread
# libjemalloc2 wordnet-base. Time: ten minutes for the word vectors, then
# MINUTES (100) on one core, then one for the file.
set -euo pipefail
data=$1 work=$2 model=$3 minutes=${4:-100}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# One thread: two fight over the memory bus and win a fifth at most. jemalloc
# keeps large blocks mapped, which is worth a quarter of the time.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 LD_PRELOAD=libjemalloc.so.2
export MALLOC_CONF=dirty_decay_ms:-1,muzzy_decay_ms:-1
/usr/bin/python3 "$here/train.py" --data "$data" --work "$work" \
    --minutes "$minutes"
/usr/bin/python3 "$here/export.py" --data "$data" \
    --checkpoint "$work/model.pt" --out "$model"
