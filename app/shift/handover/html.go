package handover

import (
	"bytes"
	"html/template"

	"floorwalker/app/typed"
)

// HTML returns a handover as one page that a browser shows and prints: nothing is
// loaded from anywhere, nothing runs in it, and whatever a stranger typed is text.
func HTML(f *File) ([]byte, error) {
	d := &f.Document
	p := newPrint(f)
	var out bytes.Buffer
	err := page.Execute(&out, map[string]any{
		"Shift": flat(d.Shift), "Floor": flat(d.Floor), "From": d.name(d.From), "To": d.name(d.To),
		"Signed": p.when(d.At), "Due": p.when(d.Due), "Note": typed.Text(d.Note), "Print": p,
		"Count": items(len(d.Items)), "Open": len(f.Open()),
		"Hash": flat(f.Hash), "Signature": flat(f.Signature), "Key": flat(d.Key),
	})
	if err != nil {
		return nil, &Error{Op: "print", Err: err}
	}
	return out.Bytes(), nil
}

// Done is for the page.
func (i printedItem) Done() bool { return i.Acked || i.taken }

// page is read-only.
var page = template.Must(template.New("handover").Parse(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Handover {{.Shift}}</title>
<style>
body { font: 15px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
dl { display: grid; grid-template-columns: 6rem 1fr; gap: .1rem .8rem; margin: .3rem 0; }
dt { color: #555; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
ol { padding: 0; list-style: none; }
li { border-top: 1px solid #bbb; padding: .6rem 0; break-inside: avoid; }
.box { font-family: ui-monospace, monospace; }
.note { white-space: pre-wrap; overflow-wrap: anywhere; }
footer { font: 12px/1.4 ui-monospace, monospace; color: #333; overflow-wrap: anywhere; margin-top: 2rem; }
</style>
</head>
<body>
<h1>Handover of shift {{.Shift}}</h1>
<p>{{.Floor}}</p>
<dl>
<dt>From</dt><dd>{{.From}}</dd>
<dt>To</dt><dd>{{.To}}</dd>
<dt>Signed</dt><dd>{{.Signed}}</dd>
<dt>Take by</dt><dd>{{.Due}}</dd>
</dl>
{{with .Note}}<p class="note">{{.}}</p>{{end}}
<h2>{{.Count}}, {{.Open}} not acknowledged</h2>
<ol>
{{range .Print.Items}}<li><span class="box" aria-label="{{if .Done}}acknowledged{{else}}open{{end}}">{{if .Done}}☒{{else}}☐{{end}}</span> <strong>{{.Title}}</strong>
<dl>{{range .Lines}}<dt>{{.Name}}</dt><dd>{{.Value}}</dd>{{end}}</dl></li>
{{end}}</ol>
{{with .Print.Checks}}<h2>Checklist</h2>
<ol>{{range .}}<li><span class="box" aria-label="{{if .Done}}done{{else}}open{{end}}">{{if .Done}}☒{{else}}☐{{end}}</span> {{.Words}}</li>{{end}}</ol>{{end}}
{{range .Print.Taken}}<p class="note">{{.}}</p>{{end}}
<footer>
<div>Document {{.Hash}}</div>
<div>Before it {{.Print.Before}}</div>
<div>Signature {{.Signature}}</div>
<div>Key {{.Key}}</div>
</footer>
</body>
</html>
`))
