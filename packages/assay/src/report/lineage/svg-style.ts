/** Colours for light and dark by the reader's own setting, and for paper; nothing is fetched, and nothing runs. */
export const svgStyle = `
svg{color-scheme:light dark;--page:#fff;--box:#fff;--ink:#16191d;--quiet:#5a6472;--line:#a4adb7;--edge:#8b95a1;--accent:#2456a6;--on:#fff;--dataset:#2f7f86;--model:#7a4fb5;--file:#8b95a1;--admit:#1f7a3d;--warn:#8a5a00;--block:#b3261e}
text{font:12px system-ui,sans-serif;fill:var(--ink)}
.quiet{fill:var(--quiet);font-size:10px}
.page{fill:var(--page)}
.box{fill:var(--box);stroke:var(--line)}
.asked .box{stroke:var(--accent);stroke-width:2.5}
.hidden .box,.absent .box{stroke-dasharray:4 3}
.bar{fill:var(--file)}.dataset .bar{fill:var(--dataset)}.model .bar{fill:var(--model)}
.chip rect{fill:none;stroke:var(--line)}.chip text{font-size:10px;fill:var(--quiet)}
.chip.furthest rect{fill:var(--accent);stroke:var(--accent)}.chip.furthest text{fill:var(--on);font-weight:600}
.chip.stage text{fill:var(--ink)}
.chip.admit text{fill:var(--admit)}.chip.warn text{fill:var(--warn)}.chip.block text{fill:var(--block);font-weight:600}
.chip.block rect{stroke:var(--block)}
.edge{fill:none;stroke:var(--edge);stroke-width:1.25}
@media (prefers-color-scheme:dark){svg{--page:#14171a;--box:#1d2125;--ink:#e9ecef;--quiet:#a3adb8;--line:#4b545e;--edge:#76818d;--accent:#7fb0ff;--on:#0d1522;--dataset:#5cc0c7;--model:#b894ee;--file:#76818d;--admit:#6bd08d;--warn:#e6b450;--block:#ff8a80}}
@media print{svg{--page:none;--box:#fff;--ink:#000;--quiet:#333;--line:#666;--edge:#444;--accent:#2456a6;--on:#fff;--block:#b3261e}}`;
