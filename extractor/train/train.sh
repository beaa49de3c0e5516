#!/usr/bin/env bash
# Trains the model from the corpora: train.sh DATA_DIR WORK_DIR MODEL [MINUTES]
#
# DATA_DIR holds the corpora as doc/model_format.md lists them. Debian packages:
# tools/install.sh train. Two networks annotate raw text, on which the first
# then goes on; the average of it before and after becomes the model. Time on one core: ten
# minutes for the word vectors, MINUTES (60) for each of three runs, five for
# the silver text.
set -euo pipefail
data=$1 work=$2 model=$3 minutes=${4:-60}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# One thread: two fight over the memory bus and win a fifth at most. jemalloc
# keeps large blocks mapped, which is worth a quarter of the time.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 LD_PRELOAD=libjemalloc.so.2
export MALLOC_CONF=dirty_decay_ms:-1,muzzy_decay_ms:-1

train() {  # NAME SEED [more flags]
  mkdir -p "$work/$1"
  [[ -e $work/first/vectors.vec && $1 != first ]] &&
    cp "$work/first/vectors.vec" "$work/$1/"
  /usr/bin/python3 "$here/train.py" --data "$data" --work "$work/$1" \
    --minutes "$minutes" --seed "$2" "${@:3}"
}

train first 1
train second 2
/usr/bin/python3 "$here/teach.py" --data "$data" --out "$work/silver.pickle" \
  "$work/first/model.pt" "$work/second/model.pt"
train student 3 --init "$work/first/model.pt" --silver "$work/silver.pickle"
/usr/bin/python3 "$here/average.py" --share 0.8 --out "$work/average.pt" \
  "$work/student/model.pt" "$work/first/model.pt"
/usr/bin/python3 "$here/export.py" --data "$data" --out "$model" \
  --checkpoint "$work/average.pt"
