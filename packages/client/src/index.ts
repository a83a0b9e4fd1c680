export { createBatches, type Batches } from './batches.ts';
export {
  connectHub, envelopeOf, monotonicNow, type Hub, type HubOptions, type HubStatus, type Link, type Seen,
} from './connect-hub.ts';
export { createConfigSource, type ConfigSource, type HubConfig } from './hub-config.ts';
export { createHubHttp, type HttpRefusal, type HttpResult, type HubHealth, type HubHttp } from './hub-http.ts';
export { newCommandId, newId, newTicketId } from './ids.ts';
export { isFactType, type SendResult, type Unanswered } from './outgoing.ts';
export { createPriceCheck, isOdd, type PriceCheck } from './price-check.ts';
export { search as searchItems } from '@hallcall/catalogue/search';
export { stagesOf } from '@hallcall/domain/stages';
export { identityAsked, type IdentityAsked } from './identity-asked.ts';
export { deviceIdOf, keepToken, readToken, type TokenStorage } from './page-token.ts';
export type { ViewOf } from './view-store.ts';
