import { useState } from 'react';
import type { ReportData } from '../../../../packages/assay/src/domain/report-data.ts';
import { DigestPage } from '../digest/digest-page.tsx';
import { Page } from './page.tsx';
import { ThemeButton } from './theme-button.tsx';
import { time } from './words.ts';

/** The whole report: one page for each dataset, and a way between them where there are several. */
export const App = ({ data }: { readonly data: ReportData }) => {
  const [shown, show] = useState(0);
  const page = data.pages[shown];
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="top">
        <span className="brand">Assay</span>
        {data.pages.length > 1 && (
          <nav aria-label="Datasets">
            {data.pages.map(({ name, run }, index) => (
              <button
                type="button"
                key={run?.id ?? name}
                aria-current={index === shown ? 'page' : undefined}
                onClick={() => show(index)}
              >
                {name}
              </button>
            ))}
          </nav>
        )}
        <ThemeButton />
      </header>
      <main id="content" tabIndex={-1}>
        {data.digest !== undefined && <DigestPage digest={data.digest} />}
        {page === undefined && data.digest === undefined && <p>There is nothing to show.</p>}
        {page !== undefined && <Page key={shown} page={page} checks={data.checks} />}
      </main>
      <footer className="foot">
        Made by Assay {data.assay} on {time(data.madeAt)}. This file holds everything it shows and asks no
        network.
      </footer>
    </>
  );
};
