package native

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestParseLink(t *testing.T) {
	for _, tc := range []struct{ raw, where, url string }{
		{"https://example.com/a?b=c#d", "example.com", "https://example.com/a?b=c#d"},
		{"HTTPS://EXAMPLE.com:8443/", "example.com:8443", "https://example.com:8443/"},
		{"http://[2001:db8::1]:80/", "[2001:db8::1]:80", "http://[2001:db8::1]:80/"},
		{"mailto:asha@example.com", "asha@example.com", "mailto:asha@example.com"},
		{"mailto:asha@example.com?subject=a%26b&attach=/etc/passwd", "asha@example.com", "mailto:asha@example.com?subject=a%26b"},
		{"tel:+91-00000-00000", "+91-00000-00000", "tel:+91-00000-00000"},
	} {
		l, err := ParseLink(tc.raw)
		if err != nil || l.Where != tc.where || l.url != tc.url {
			t.Errorf("%s: %+v %v", tc.raw, l, err)
		}
	}
	for _, raw := range []string{
		"", "example.com", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "vbscript:x",
		"ms-settings:x", "smb://example.com", "-x", "--help", "https:", "https:example.com", "https:///x",
		"https://bank.example@evil.example/", "https://a b", "https://a\nb", "https://a\u202eb", "https://a\\@b",
		"mailto:", "mailto:a@b,c@d", "mailto:-a@example.com", "mailto:%22a%22%20%3Ca@b%3E", "mailto:a@b%0acc:x",
		"tel:", "tel:abc", "tel:*%2306%23", "tel:-1", "tel://123", "tel:1?x=y", "tel:" + strings.Repeat("1", 21),
		"https://" + strings.Repeat("a", maxLink), "https://%zz", "https://..",
		"https://ex\u0430mple.com", // a Cyrillic letter that looks like a Latin one
	} {
		if l, err := ParseLink(raw); !errors.Is(err, ErrLink) {
			t.Errorf("%q is allowed as %+v (%v)", raw, l, err)
		} else if _, is := errors.AsType[*LinkError](err); !is {
			t.Errorf("%q: %v has no reason", raw, err)
		}
	}
}

func TestOpen(t *testing.T) {
	l, err := ParseLink("https://example.com/$(x)`y`")
	if err != nil {
		t.Fatal(err)
	}
	for goos, want := range map[string]string{
		"linux":   "xdg-open https://example.com/$%28x%29%60y%60",
		"darwin":  "open https://example.com/$%28x%29%60y%60",
		"windows": "rundll32 url.dll,FileProtocolHandler https://example.com/$%28x%29%60y%60",
	} {
		calls, done := make(chan Call, 1), make(chan error, 1)
		broken := errors.New("broken")
		o := Opener{GOOS: goos, Runner: func(_ context.Context, c Call) error { calls <- c; return broken }}
		o.Open(t.Context(), l, func(err error) { done <- err })
		c := next(t, calls, "the program")
		if got := c.Name + " " + strings.Join(c.Args, " "); got != want {
			t.Errorf("%s: %s", goos, got)
		}
		if err := next(t, done, "the result"); !errors.Is(err, broken) {
			t.Errorf("%s: %v", goos, err)
		}
	}
}

func TestOpenNothing(t *testing.T) {
	done := make(chan error, 1)
	o := Opener{Runner: func(context.Context, Call) error { t.Error("ran"); return nil }}
	o.Open(t.Context(), Link{}, func(err error) { done <- err })
	if err := next(t, done, "the result"); !errors.Is(err, ErrLink) {
		t.Error(err)
	}
}

// A link never becomes an option, another scheme, or two arguments.
func FuzzParseLink(f *testing.F) {
	for _, s := range []string{"https://example.com", "mailto:a@example.com?body=x", "tel:+1", "file:///", "https://a@b", "https://xn--a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		l, err := ParseLink(raw)
		if err != nil {
			return
		}
		scheme, _, _ := strings.Cut(l.url, ":")
		switch scheme {
		case "http", "https", "mailto", "tel":
		default:
			t.Fatalf("%q opens %q", raw, l.url)
		}
		if l.Where == "" || strings.ContainsAny(l.url, " \t\r\n\x00\\\"") {
			t.Fatalf("%q opens %q at %q", raw, l.url, l.Where)
		}
		again, err := ParseLink(l.url)
		if err != nil || again.Where != l.Where {
			t.Fatalf("%q opens %q at %q, which reads as %+v (%v)", raw, l.url, l.Where, again, err)
		}
	})
}
