// The shell's own pages, written out when the shell is built: no script, both languages at once, because nobody can choose here.
import { texts, type Language, type Message, type Texts } from '@hallcall/text';
import { Hourglass, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { OwnPage } from '../main/home.ts';
import type { PageKind } from '../main/options.ts';

const languages: readonly Language[] = ['zh', 'en'];
const codes: Readonly<Record<PageKind, Readonly<Record<OwnPage, string>>>> = {
  kiosk: { starting: 'shell.starting', unreachable: 'agent.unreachable', failed: 'page.failed' },
  display: { starting: 'shell.starting', unreachable: 'hub.unreachable', failed: 'page.failed' },
};

/** HTML by file name: one page a kind and state. `style` is the address of the style sheet. */
export function ownPages(style: string): Readonly<Record<string, string>> {
  const kinds = Object.keys(codes) as PageKind[];
  const files = kinds.flatMap((kind) =>
    (Object.keys(codes[kind]) as OwnPage[]).map((page) => [`${kind}-${page}.html`, documentOf({ kind, page, style })] as const),
  );
  return Object.fromEntries(files);
}

type PageProps = { readonly kind: PageKind; readonly page: OwnPage; readonly style: string };

const documentOf = (props: PageProps): string => `<!doctype html>${renderToStaticMarkup(<Page {...props} />)}`;

function Page({ kind, page, style }: PageProps): ReactNode {
  const isStarting = page === 'starting';
  const Icon = isStarting ? Hourglass : Unplug;
  const messageOf = (t: Texts): Message => t.shell.page[kind][isStarting ? 'starting' : 'away'];
  return (
    <html lang="zh-CN" data-scale="kiosk">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{texts('zh').common.product}</title>
        <link rel="stylesheet" href={style} />
      </head>
      <body className={`own-page own-${isStarting ? 'starting' : 'away'}`}>
        <header>{each((t) => t.common.product)}</header>
        <main>
          <div className="own-mark"><Icon aria-hidden strokeWidth={1.5} /></div>
          <h1>{each((t) => messageOf(t).what)}</h1>
          <div className="own-words">
            <p>{each((t) => messageOf(t).meaning)}</p>
            <p className="own-action">{each((t) => messageOf(t).action)}</p>
          </div>
        </main>
        <footer>
          <p className="own-retry">
            <i aria-hidden /><i aria-hidden /><i aria-hidden />
            {each((t) => t.shell.page.retrying)}
          </p>
          <p className="own-code">{each((t) => t.common.codeForStaff({ code: codes[kind][page] }))}</p>
        </footer>
      </body>
    </html>
  );
}

/** The same words in each language. */
const each = (say: (t: Texts) => string): ReactNode => languages.map((language) => <Said key={language} language={language} text={say(texts(language))} />);

const Said = ({ language, text }: { readonly language: Language; readonly text: string }): ReactNode => (
  <span lang={language === 'zh' ? 'zh-CN' : language}>{text}</span>
);
