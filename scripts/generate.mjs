/** Makes what packages need beside their sources; each step skips what is there already. */
import '../packages/email/scripts/generate.mjs';
import '../packages/printout/scripts/generate.mjs';
