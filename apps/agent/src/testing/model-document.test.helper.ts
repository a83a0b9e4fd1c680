// The published document of the model's hall: two departments' worth of names, nothing else.
import { modelConfig } from '../model/model-hall.test.helper.ts';

const named = (id: string, zh: string, en: string) => ({ id, zh, en });

/** As the hub serves it at `/config/1`. */
export function modelDocument(hall = modelConfig()): string {
  const departments = [{ items: [named('IA', '企业设立登记', 'Company establishment'), named('IB', '户口登记', 'Household registration')] }];
  return JSON.stringify({ version: 1, hall, catalogue: { departments } });
}
