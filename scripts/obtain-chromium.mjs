import { obtainChromium } from '../packages/testkit/dist/index.js';

const obtained = await obtainChromium({ announce: (line) => console.log(line) });
if (obtained.kind === 'missing') {
  console.error(obtained.remedy);
  process.exit(1);
}
