#!/bin/sh
# Brings a bare clone to the state the lockfile describes. Does nothing, quickly, when it is there already.
#   sh scripts/setup.sh          the dependencies, and the Node the project runs on
#   sh scripts/setup.sh --test   also the Debian packages that the tests use
set -eu
cd "$(dirname "$0")/.."

want=$(cat package.json pnpm-workspace.yaml pnpm-lock.yaml | cksum)
if [ "$(cat node_modules/.setup 2>/dev/null || true)" != "$want" ]; then
  npx --yes "$(node -p 'require("./package.json").packageManager')" install --frozen-lockfile
  # The voice of the hall needs espeak-ng. Tried once, by root; a hall without a voice works.
  if [ ! -e /usr/bin/espeak-ng ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install="timeout 120 apt-get -qy install --no-install-recommends espeak-ng"
    export DEBIAN_FRONTEND=noninteractive
    { $install || { timeout 120 apt-get -q update && $install; }; } >/dev/null 2>&1 </dev/null ||
      echo "espeak-ng could not be installed: the hall has no voice until you run: apt-get install espeak-ng" >&2
  fi
  echo "$want" >node_modules/.setup
fi

[ "${1:-}" = --test ] || exit 0

# Debian package and the file that shows it is there.
missing=""
need() { [ -e "$2" ] || missing="$missing $1"; }
need chromium "${CHROMIUM:-/usr/bin/chromium}"
need espeak-ng /usr/bin/espeak-ng
need fonts-noto-cjk /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
need pulseaudio /usr/bin/pulseaudio
need pulseaudio-utils /usr/bin/paplay
need socat /usr/bin/socat
need xvfb /usr/bin/Xvfb
need strace /usr/bin/strace
need systemd /usr/bin/systemd-analyze
# Its folder has the architecture's name.
[ -e "$(echo /usr/lib/*/faketime/libfaketimeMT.so.1)" ] || missing="$missing libfaketime"
[ -n "$missing" ] || exit 0

install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" != 0 ]; then
  echo "The tests need these Debian packages. Run as root: apt-get update && $install" >&2
  exit 1
fi
apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -qy --no-install-recommends $missing
