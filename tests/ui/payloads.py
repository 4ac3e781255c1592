"""Texts that try to be more than text. Each is shown as it stands, and nothing of it is loaded or run."""

PAYLOADS = {
    "script": "<script>alert('script')</script>",
    "closing-script": "</script><script>alert('closing')</script>",
    "image": '<img src="http://evil.example/i.png" onerror="alert(\'img\')">',
    "iframe": '<iframe src="http://evil.example/f" srcdoc="<script>alert(1)</script>"></iframe>',
    "form": '<form action="http://evil.example/p"><input name=q autofocus onfocus=alert(1)></form>',
    "svg": "<svg onload=alert(1)><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "details": "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "style": "<style>*{display:none!important}body{background:url(http://evil.example/s)}</style>",
    "css": "</p><p style='position:fixed;inset:0;background:url(http://evil.example/c)'>",
    "link": '<link rel="stylesheet" href="http://evil.example/l.css"><base href="http://evil.example/">',
    "meta": '<meta http-equiv="refresh" content="0;url=http://evil.example/">',
    "attribute": '" onmouseover="alert(1)" data-do="show" x="',
    "apostrophe": "' onfocus='alert(1)' autofocus='",
    "markdown-image": "![x](http://evil.example/m.png)",
    "markdown-link": "[x](javascript:alert(1)) <javascript:alert(1)>",
    "template": "${alert(1)} {{constructor.constructor('alert(1)')()}} {% raw %} `${alert(1)}`",
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x&#62;",
    "latex": "$\\href{javascript:alert(1)}{x}$ $$\\frac{1}{",
    "table": "<table>" + "<tr><td>x</td></tr>" * 200 + "</table>",
    "bytes": "a\u0000b\u202ec\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
}
