// Our own keyboard in the page: letters and digits are enough for pinyin initials, and no system keyboard hides behind us.
import 'react-simple-keyboard/build/css/index.css';
import { useTexts } from '@hallcall/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import { KeyboardReact, type SimpleKeyboard } from 'react-simple-keyboard';

/** Nine in a row, in the order of the alphabet: ten keys of 96 px do not fit beside each other, and few visitors type. */
const layout = { default: ['1 2 3 4 5 6 7 8 9', '0 a b c d e f g h', 'i j k l m n o p q', 'r s t u v w x y z', '{clear} {space} {bksp}'] };

export function OnscreenKeyboard(props: { readonly value: string; readonly onChange: (value: string) => void }): ReactNode {
  const t = useTexts();
  const keyboard = useRef<SimpleKeyboard | null>(null);
  useEffect(() => {
    keyboard.current?.setInput(props.value);
  }, [props.value]);
  return (
    <section aria-label={t.kiosk.search.keyboard} className="kiosk-keys" data-testid="keyboard">
      <KeyboardReact
        keyboardRef={(ref: SimpleKeyboard) => {
          keyboard.current = ref;
          ref.setInput(props.value);
        }}
        layout={layout}
        display={{ '{bksp}': t.kiosk.search.deleteKey, '{space}': t.kiosk.search.spaceKey, '{clear}': t.common.clear }}
        mergeDisplay
        disableCaretPositioning
        onChange={props.onChange}
        onKeyPress={(key: string) => {
          if (key === '{clear}') props.onChange('');
        }}
      />
    </section>
  );
}
