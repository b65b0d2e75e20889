/** How the page looks: system fonts, light and dark, readable on a phone; nothing is fetched. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1f2328;--faint:#656d76;--line:#d8dee4;--back:#fff;--soft:#f6f8fa;--mark:#fff1e5;
--c0:#d9480f;--c1:#1c6dd0;--c2:#0b8f7a;--c3:#8250df;--c4:#5f7d1f;--c5:#b83280;--c6:#57606a}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--faint:#9aa4ae;--line:#30363d;--back:#0d1117;--soft:#161b22;--mark:#33210f;
--c0:#ff922b;--c1:#6cb2ff;--c2:#3fd0b6;--c3:#c4a1ff;--c4:#a9cf5a;--c5:#f783c0;--c6:#9aa4ae}}
*{box-sizing:border-box}
body{font:15px/1.55 system-ui,"Noto Sans",sans-serif;max-width:62rem;margin:0 auto;padding:1.2rem 1rem 3rem;color:var(--ink);background:var(--back)}
h1{margin:.2rem 0 .6rem;font-size:1.7rem}h2{margin:2.2rem 0 .4rem;font-size:1.25rem}h3{margin:1.2rem 0 .3rem;font-size:1rem}
p{margin:.4rem 0;color:var(--faint);max-width:48rem}
.verdict{padding-left:1.1rem;margin:.4rem 0}.verdict li{margin:.1rem 0}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1rem}
figure{margin:0;padding:.6rem .6rem .2rem;border:1px solid var(--line);border-radius:10px;background:var(--soft)}
figcaption{font-weight:600;margin:0 .2rem .2rem}
svg{width:100%;height:auto;display:block;font:12px system-ui,"Noto Sans",sans-serif}
svg .grid{stroke:var(--line);stroke-width:1}svg .tick,svg .axis{fill:var(--faint)}svg .tick{font-size:11px}
svg polyline{fill:none;stroke-width:2}svg .dashed polyline{stroke-dasharray:5 4}svg .lead{fill:none;stroke-width:.6;opacity:.6}
${[0, 1, 2, 3, 4, 5, 6].map((n) => `.c${n} circle,.c${n} rect,.c${n} text{fill:var(--c${n})}.c${n} polyline,.c${n} .lead{stroke:var(--c${n})}`).join("")}
.c0 polyline{stroke-width:3.2}.c0 rect{height:3px}.c0 text{font-weight:700}
.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem;white-space:nowrap}
td,th{padding:.22rem .6rem;border-bottom:1px solid var(--line);text-align:right;font-weight:400}
thead th{color:var(--faint);border-bottom:1px solid var(--faint)}summary{cursor:pointer;margin:.3rem 0;color:var(--faint)}
tbody th{text-align:left;position:sticky;left:0;background:var(--back)}
tr.ours td,tr.ours th{background:var(--mark)}tr.ours th{color:var(--c0);font-weight:700}
td.failed{text-align:left;color:var(--faint);white-space:normal}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;font-size:.9rem}dt{color:var(--faint)}dd{margin:0;overflow-wrap:anywhere}
`;
