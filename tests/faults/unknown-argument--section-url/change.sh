#!/usr/bin/env bash
set -eu
cat >content/documents.yaml <<'EOF'
Ferry Rules:
  title: Rules of the Island Ferry
  url: https://rules.example/ferry
  section_url: https://rules.example/{section}/{page}
EOF
