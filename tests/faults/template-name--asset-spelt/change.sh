#!/usr/bin/env bash
set -eu
sed -i 's|</head>|<link rel="preload" href="{assets}style.css">&|' templates/page.html
