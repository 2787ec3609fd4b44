package native

import (
	"net/url"
	"path/filepath"
)

// OwnPage is a link to a page that this program has just written to disk, for the
// user's browser. It is the one file that is ever opened: absolute, and HTML by its
// name, so that no name leads to another program.
func OwnPage(path string) (Link, error) {
	if !filepath.IsAbs(path) || filepath.Ext(path) != ".html" {
		return Link{}, badLink("it is no page of ours")
	}
	return Link{url: (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String(), Where: path}, nil
}
