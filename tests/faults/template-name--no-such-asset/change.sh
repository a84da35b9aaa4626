#!/usr/bin/env bash
set -eu
sed -i 's|</head>|<link rel="icon" href="{assets}none.css">&|' templates/page.html
