import { obtainRedisProgram } from '../packages/testkit/dist/index.js';

const obtained = await obtainRedisProgram({ announce: (line) => console.log(line) });
if (obtained.kind === 'missing') {
  console.error(obtained.remedy);
  process.exit(1);
}
