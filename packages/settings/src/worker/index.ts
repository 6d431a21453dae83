export {
  findDkimSettings,
  judgeDkimSettings,
  warnOfAlignment,
  type DkimSettings,
} from './dkim-settings.ts';
export { judgeWorkerSettings } from './judge-worker-settings.ts';
export { fillLookupUrl } from './lookup-url.ts';
export { domainOfSender, parseSender, type Sender } from './sender.ts';
export { warnOfUnsignedAlerts } from './warn-of-unsigned-alerts.ts';
export { workerVariables } from './worker-variables.ts';
