package practice

import (
	"crypto/sha256"
	_ "embed" // the page's three parts
	"encoding/base64"
	"net/http"
	"strings"
)

var (
	//go:embed page/page.html
	pageHTML string
	//go:embed page/page.css
	pageCSS string
	//go:embed page/page.js
	pageJS string
)

// page is the customer's side in one document that loads nothing else. Its
// policy names the style and the script by their hashes, so text that got into
// the document by mistake could not run.
type page struct {
	body   []byte
	policy string
}

func newPage() page {
	body := strings.NewReplacer("/*style*/", pageCSS, "/*script*/", pageJS).Replace(pageHTML)
	return page{
		body: []byte(body),
		policy: "default-src 'none'; connect-src 'self'; img-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" +
			"; style-src '" + hashOf(pageCSS) + "'; script-src '" + hashOf(pageJS) + "'",
	}
}

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func (p *page) serve(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", p.policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	_, _ = w.Write(p.body) // the client has gone; nobody is left to tell
}
