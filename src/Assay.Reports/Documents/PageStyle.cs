namespace Assay.Reports;

/// <summary>The look of an HTML report: light, dark and on paper, from a phone's width up.</summary>
static class PageStyle
{
    public const string Css = """
        :root{--paper:#ffffff;--ink:#1b2530;--soft:#5a6773;--rule:#dfe4e9;--shade:#f4f6f8;--link:#0062a3;
        --note:#0072b2;--good:#00805d;--warning:#a86500;--error:#c0391b}
        @media (prefers-color-scheme:dark){:root{--paper:#10151b;--ink:#dde4ea;--soft:#a3afba;--rule:#2d3742;--shade:#1a222b;
        --link:#72bff0;--note:#56b4e9;--good:#2fc79a;--warning:#e8b93c;--error:#f08a6a}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        main{max-width:940px;margin:0 auto;padding:32px 20px 64px}
        h1{font-size:1.75rem;line-height:1.2;margin:0 0 1.2rem;letter-spacing:-.01em;overflow-wrap:anywhere}
        h2{font-size:1.25rem;line-height:1.3;margin:2.6rem 0 .8rem;padding-top:.7rem;border-top:1px solid var(--rule)}
        h3{font-size:1.05rem;margin:1.8rem 0 .6rem}
        h4{font-size:1rem;margin:1.4rem 0 .4rem}
        p,ul{margin:.6rem 0 1rem;max-width:76ch}
        ul{padding-left:1.3rem}
        li{margin:.25rem 0}
        a{color:var(--link)}
        nav{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:1.4rem 0 0;font-size:.9rem}
        nav a{text-decoration:none}
        nav a:hover{text-decoration:underline}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;min-width:min(100%,32rem);font-size:.92rem;margin:.4rem 0 1.2rem}
        th,td{padding:.38rem .8rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
        th:first-child,td:first-child{padding-left:.3rem;white-space:nowrap}
        th{font-weight:600;color:var(--soft);border-bottom:1.5px solid var(--soft);vertical-align:bottom}
        table.dense{font-size:.85rem}table.dense th,table.dense td{padding:.32rem .5rem}
        td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}td.number{white-space:nowrap}
        tr.highlight td{font-weight:650;background:var(--shade)}
        table.pair td{border-bottom:0;padding:.05rem 1.6rem .05rem .3rem;white-space:normal;min-width:15rem}
        table.pair tr.stanza td{padding-top:.9rem}
        table.pair td+td{color:var(--soft)}
        table.pair b{color:var(--good);font-weight:650}
        pre{background:var(--shade);border:1px solid var(--rule);border-radius:6px;padding:.8rem 1rem;overflow-x:auto;font-size:.88rem}
        code{font-family:ui-monospace,"Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace}
        figure{margin:1rem 0 1.6rem}
        figure svg{display:block;max-width:100%;height:auto;min-width:560px}
        figure.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));gap:12px}
        figure.grid svg{min-width:0;width:100%}
        figcaption{color:var(--soft);font-size:.9rem;margin-top:.5rem;grid-column:1/-1;max-width:84ch}
        .callout{border:1px solid var(--rule);border-left:5px solid var(--tone);border-radius:6px;background:var(--shade);padding:.8rem 1.1rem;margin:1rem 0}
        .callout p{margin:.35rem 0;overflow-wrap:anywhere}
        .callout-title{font-weight:650}
        .tone{color:var(--tone);text-transform:uppercase;font-size:.76rem;letter-spacing:.06em;margin-right:.4rem}
        .note{--tone:var(--note)}.good{--tone:var(--good)}.warning{--tone:var(--warning)}.error{--tone:var(--error)}
        @media print{main{max-width:none;padding:0}body{font-size:11pt}nav{display:none}h2{break-after:avoid}
        figure,.callout,tr{break-inside:avoid}.scroll{overflow:visible}figure svg{min-width:0}
        .callout,tr.highlight td{-webkit-print-color-adjust:exact;print-color-adjust:exact}}

        """;
}
