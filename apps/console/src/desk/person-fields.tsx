// Who the visitor is to the queue, and in which language the paper speaks.
import type { Language, Need, PersonClass } from '@hallcall/domain';
import { Button, SelectField, useTexts } from '@hallcall/ui';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

export type Visitor = { readonly personClass: PersonClass; readonly needs: readonly Need[]; readonly language: Language };
export const anybody: Visitor = { personClass: 'ordinary', needs: [], language: 'zh' };

const classes = ['ordinary', 'elder', 'disabled', 'pregnant', 'military'] as const satisfies readonly PersonClass[];
const needs = ['escort', 'sign', 'wheelchair', 'slowRepeat', 'interpreter'] as const satisfies readonly Need[];

type Props = {
  readonly visitor: Visitor;
  readonly onChange: (visitor: Visitor) => void;
  /** A third choice on the same line. */
  readonly children?: ReactNode;
};

export function PersonFields({ visitor, onChange, children }: Props): ReactNode {
  const t = useTexts();
  const { desk } = t.limits;
  const flip = (need: Need): void =>
    onChange({ ...visitor, needs: visitor.needs.includes(need) ? visitor.needs.filter((one) => one !== need) : [...visitor.needs, need] });
  return (
    <div className="flex flex-col gap-1">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] items-end gap-1">
        <SelectField
          label={desk.personClass} value={visitor.personClass} placeholder={t.personClass.ordinary}
          onChange={(personClass) => onChange({ ...visitor, personClass })} options={classes.map((id) => ({ id, name: t.personClass[id] }))}
        />
        <SelectField
          label={desk.language} value={visitor.language} placeholder={desk.languages.zh}
          onChange={(language) => onChange({ ...visitor, language })} options={(['zh', 'en'] as const).map((id) => ({ id, name: desk.languages[id] }))}
        />
        {children}
      </div>
      <fieldset className="flex flex-wrap gap-0.5">
        <legend className="font-strong">{desk.needs}</legend>
        {needs.map((need) => (
          <Button key={need} size="small" variant={visitor.needs.includes(need) ? 'primary' : 'secondary'} {...(visitor.needs.includes(need) ? { icon: Check } : {})} onPress={() => flip(need)} testId={`desk-need-${need}`}>
            {t.need[need]}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}

/** Nothing is said of an ordinary visitor without needs. */
export const toldOf = ({ personClass, needs: wanted }: Visitor): { personClass?: PersonClass; needs?: Need[] } => ({
  ...(personClass === 'ordinary' ? {} : { personClass }), ...(wanted.length === 0 ? {} : { needs: [...wanted] }),
});
