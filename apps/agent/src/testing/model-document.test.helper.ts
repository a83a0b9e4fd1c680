// The published document of the model's hall: two departments' worth of names, nothing else.
import { modelConfig } from '../model/model-hall.test.helper.ts';

const named = (id: string, zh: string, en: string) => ({ id, zh, en });

/** As the hub serves it at `/config/1`. */
export function modelDocument(hall = modelConfig()): string {
  const departments = [{ items: [named('IA', '企业设立登记', 'Company establishment'), named('IB', '户口登记', 'Household registration')] }];
  const materials = { form: { zh: '申请表', en: 'Form', copies: 1 }, id: { zh: '居民身份证', en: 'Identity card', copies: 2 } };
  return JSON.stringify({ version: 1, hall, catalogue: { materials, departments } });
}
