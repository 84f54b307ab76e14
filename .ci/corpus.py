#!/usr/bin/env python3
"""Scores the compiler on a plan corpus; fails where a mean falls below what the last state reached (corpus.json)."""
import json, os, re, subprocess, sys

here = os.path.dirname(os.path.abspath(__file__))
corpus = sys.argv[1]
command = [sys.executable, os.path.join(corpus, 'score.py'), '--run',
           os.path.join(here, '..', 'planwright') + ' plan export --format json']
output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
print(output)
lines = output.splitlines()
columns = lines[0].split()[1:]
means = dict(zip(columns, re.split(r'\s{2,}', lines[-1].strip())[1:]))
reached = json.load(open(os.path.join(here, 'corpus.json')))
fallen = [f'{c}: {means[c]} < {reached[c]}' for c in reached if float(means[c]) < reached[c] - 0.0005]
if fallen:
    sys.exit('the corpus scores fell: ' + ', '.join(fallen))
