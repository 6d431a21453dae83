export { findTestChromium } from './browser/find-test-chromium.ts';
export {
  obtainChromium,
  type ObtainChromiumOptions,
  type ObtainedChromium,
} from './browser/obtain-chromium.ts';
export { buildDelivery, type BuildDeliveryOptions } from './builders/build-delivery.ts';
export { documentMarkers } from './builders/build-passengers.ts';
export type { DeliveryBody, PassengerBody } from './builders/delivery-body.ts';
export { newOrderNo } from './builders/order-no.ts';
export { sampleDelivery } from './builders/sample-delivery.ts';
export { parseAnswers, type AnswersReading, type RawAnswer } from './http/raw-answer.ts';
export { sendBytes, type BytesExchange, type SendBytesOptions } from './http/send-bytes.ts';
export { findFreePort } from './process/find-free-port.ts';
export type { ProcessExit, RunningProcess } from './process/running-process.ts';
export { startProcess, type StartProcessOptions } from './process/start-process.ts';
export { waitForHttp, type WaitForHttpOptions } from './process/wait-for-http.ts';
export {
  obtainRedisProgram,
  type ObtainedRedis,
  type ObtainRedisOptions,
} from './redis/obtain-redis-program.ts';
export type { RedisProgram } from './redis/redis-program.ts';
export { startRedis, type RunningRedis, type StartRedisOptions } from './redis/start-redis.ts';
export { startTestRedis } from './redis/start-test-redis.ts';
export { startTlsRedis } from './redis/start-tls-redis.ts';
export type { WholeMessage } from './smtp/whole-message.ts';
export type { ReceivedMail } from './smtp/received-mail.ts';
export type {
  SmtpAction,
  SmtpBehaviour,
  SmtpDecision,
  SmtpStage,
  SmtpStep,
} from './smtp/smtp-behaviour.ts';
export {
  startSmtpStandIn,
  type SmtpStandIn,
  type SmtpStandInOptions,
} from './smtp/smtp-stand-in.ts';
export {
  buildSupplierOrder,
  supplierMarkers,
  type BuildSupplierOrderOptions,
  type SupplierOrderState,
} from './supplier/build-supplier-order.ts';
export type {
  SupplierBaggageBody,
  SupplierOrderBody,
  SupplierPassengerBody,
  SupplierRoutingBody,
  SupplierSegmentBody,
} from './supplier/supplier-order-body.ts';
export type { SupplierRequest } from './supplier/supplier-api.ts';
export {
  startSupplierStandIn,
  type SupplierStandIn,
  type SupplierStandInOptions,
} from './supplier/supplier-stand-in.ts';
export type { SupplierMisbehaviour, SupplierStep } from './supplier/supplier-step.ts';
export {
  createTestAuthority,
  type IssuedCertificate,
  type TestAuthority,
} from './tls/create-test-authority.ts';
export {
  attributesOf,
  startTraceCollector,
  type CollectedSpan,
  type TraceCollector,
} from './traces/trace-collector.ts';
export {
  startWebhookReceiver,
  type ReceivedPost,
  type WebhookAnswer,
  type WebhookReceiver,
} from './webhooks/start-webhook-receiver.ts';
