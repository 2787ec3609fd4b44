package courier

import (
	"errors"
	"net/mail"
	"strings"
	"testing"
	"time"
)

func TestValidate(t *testing.T) {
	for _, c := range []struct {
		name string
		base Parcel
		edit func(p *Parcel)
		good bool
	}{
		{"a webhook", hookParcel("t:1"), func(*Parcel) {}, true},
		{"a mail", mailParcel("t:1"), func(*Parcel) {}, true},
		{"a subject with joiners", mailParcel("t:1"), func(p *Parcel) { p.Subject = "क्\u200dष 👨\u200d👩\u200d👧" }, true},
		{"a text with tabs and CRLF", mailParcel("t:1"), func(p *Parcel) { p.Body = []byte("a\tb\r\nc") }, true},
		{"the longest key", hookParcel(Key(strings.Repeat("k", MaxKey))), func(*Parcel) {}, true},
		{"too long a key", hookParcel(Key(strings.Repeat("k", MaxKey+1))), func(*Parcel) {}, false},
		{"no key", hookParcel(""), func(*Parcel) {}, false},
		{"a key with a line end", hookParcel("a\r\nX: y"), func(*Parcel) {}, false},
		{"a key with a dot", hookParcel("a.b"), func(*Parcel) {}, false},
		{"no kind", hookParcel("k"), func(p *Parcel) { p.Kind = "pigeon" }, false},
		{"nowhere", hookParcel("k"), func(p *Parcel) { p.To = "" }, false},
		{"a series with a line end", hookParcel("k"), func(p *Parcel) { p.Series = "a\nb" }, false},
		{"a webhook with a subject", hookParcel("k"), func(p *Parcel) { p.Subject = "s" }, false},
		{"no JSON", hookParcel("k"), func(p *Parcel) { p.Body = []byte("{") }, false},
		{"JSON that is no UTF-8", hookParcel("k"), func(p *Parcel) { p.Body = []byte("\"\xff\"") }, false},
		{"an empty body", hookParcel("k"), func(p *Parcel) { p.Body = nil }, false},
		{"a body that is too long", mailParcel("k"), func(p *Parcel) { p.Body = make([]byte, MaxBody+1) }, false},
		{"made at no time", hookParcel("k"), func(p *Parcel) { p.Made = time.Time{} }, false},
		{"no subject", mailParcel("k"), func(p *Parcel) { p.Subject = " " }, false},
		{"a subject with a header in it", mailParcel("k"), func(p *Parcel) { p.Subject = "Hi\r\nBcc: asha@example.com" }, false},
		{"a subject with a bare CR", mailParcel("k"), func(p *Parcel) { p.Subject = "Hi\rBcc: asha@example.com" }, false},
		{"a subject with a NUL", mailParcel("k"), func(p *Parcel) { p.Subject = "Hi\x00" }, false},
		{"a subject with Unicode's line end", mailParcel("k"), func(p *Parcel) { p.Subject = "Hi\u2028there" }, false},
		{"a subject that turns around", mailParcel("k"), func(p *Parcel) { p.Subject = "Hi\u202ethere" }, false},
		{"a subject that is too long", mailParcel("k"), func(p *Parcel) { p.Subject = strings.Repeat("क", MaxSubject+1) }, false},
		{"a text with control characters", mailParcel("k"), func(p *Parcel) { p.Body = []byte("a\x1b[2J") }, false},
		{"a text that is no UTF-8", mailParcel("k"), func(p *Parcel) { p.Body = []byte("\xff") }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := c.base
			c.edit(&p)
			err := p.Validate()
			if (err == nil) != c.good || err != nil && !errors.Is(err, ErrInvalid) {
				t.Errorf("Validate = %v", err)
			}
		})
	}
}

func TestCheckAddress(t *testing.T) {
	for address, good := range map[string]bool{
		"rohan@example.org":                   true,
		"rohan.m+chat@mail.example.co.in":     true,
		"o'neil_7@xn--11b4c3d.xn--h2brj9c":    true,
		"":                                    false,
		"rohan":                               false,
		"rohan@localhost":                     false,
		"rohan@example.org ":                  false,
		"Rohan <rohan@example.org>":           false,
		"rohan@example.org, asha@example.org": false,
		"rohan@example.org\r\nRCPT TO:<asha@example.org": false,
		"rohan@exam\nple.org":                            false,
		"\"rohan m\"@example.org":                        false,
		"rohan@[127.0.0.1]":                              false,
		"rohan@-example.org":                             false,
		"rohan@example..org":                             false,
		"रोहन@example.org":                               false,
		"rohan@उदाहरण.भारत":                              false,
		strings.Repeat("r", 65) + "@example.org":         false,
		"r@" + strings.Repeat("example.", 40) + "org":    false,
		"rohan(a comment)@example.org":                   false,
		"@relay.example.com:rohan@example.org":           false,
	} {
		if err := CheckAddress(address); (err == nil) != good || err != nil && !errors.Is(err, ErrInvalid) {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// FuzzCheckAddress: what is taken is one address, on one line, for net/mail too.
func FuzzCheckAddress(f *testing.F) {
	f.Add("rohan@example.org")
	f.Add("a@b.c>\r\nDATA")
	f.Add("\"a b\"@example.org")
	f.Fuzz(func(t *testing.T, address string) {
		if CheckAddress(address) != nil {
			return
		}
		list, err := mail.ParseAddressList("<" + address + ">")
		if err != nil || len(list) != 1 || list[0].Address != address || strings.Count(address, "@") != 1 {
			t.Fatalf("%q was taken: %v, %v", address, list, err)
		}
		if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' || r == '<' || r == '>' }) {
			t.Fatalf("%q was taken", address)
		}
	})
}
