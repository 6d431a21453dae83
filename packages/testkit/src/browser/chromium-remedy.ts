import { chromiumPackages, fontPackages } from './chromium-install-plans.ts';

/** What a person can do when no Chromium was found or could be got, system by system. */
export const chromiumRemedy = `No Chromium, or no fonts for Chinese and Arabic, were found and none could be installed. Use one of these, then run the command again:
  Debian:          sudo apt-get update && sudo apt-get install -y --no-install-recommends ${[...chromiumPackages, ...fontPackages].join(' ')}
  Fedora:          sudo dnf install -y chromium fontconfig liberation-sans-fonts dejavu-sans-fonts google-noto-sans-cjk-fonts
  Alpine:          sudo apk add chromium fontconfig font-liberation font-dejavu font-wqy-zenhei
  macOS:           brew install --cask chromium
  Any other place: CHROMIUM_PATH=/path/to/chromium (Chrome and Edge will do)`;
