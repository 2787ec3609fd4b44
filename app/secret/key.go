package secret

import (
	"strings"

	"floorwalker/app/secret/plain"
)

// keys finds what opens a program: keys with the prefix of whoever gave them
// out, what stands behind "api key" and its like, tokens of three parts,
// private keys, and a password in an address.
func (f *finder) keys() {
	s := f.text.Source
	for at := 0; at < len(s); {
		end := at + keyLen(s[at:])
		if end == at {
			at++
			continue
		}
		f.key(at, end)
		at = end
	}
	f.named()
	f.addresses()
	f.private()
}

// keyLen is the length of the run of letters, digits, hyphens, underscores and
// points in ASCII that s begins with.
func keyLen(s string) int {
	for i := range len(s) {
		if !keyByte(s[i]) {
			return i
		}
	}
	return len(s)
}

func keyByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c == '-' || c == '.'
}

// prefixes are what known keys begin with, and how many bytes at least follow.
// Read-only.
var prefixes = []struct {
	prefix string
	least  int
}{
	{"sk_live_", 10},
	{"sk_test_", 10},
	{"pk_live_", 10},
	{"rk_live_", 10},
	{"whsec_", 16},
	{"rzp_live_", 10},
	{"rzp_test_", 10},
	{"sk-", 20},
	{"ghp_", 30},
	{"gho_", 30},
	{"ghu_", 30},
	{"ghs_", 30},
	{"ghr_", 30},
	{"github_pat_", 22},
	{"glpat-", 18},
	{"xoxb-", 10},
	{"xoxp-", 10},
	{"xoxa-", 10},
	{"xoxs-", 10},
	{"AKIA", 16},
	{"ASIA", 16},
	{"AIza", 30},
	{"EAA", 40},
	{"SG.", 20},
	{"npm_", 30},
}

// key notes the run from at to end if it is a key.
func (f *finder) key(at, end int) {
	s := strings.TrimRight(f.text.Source[at:end], ".-")
	if len(s) < 14 || at > 0 && f.text.Source[at-1] >= 0x80 && f.touched(at) {
		return
	}
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(s, p.prefix); ok && len(rest) >= p.least && !strings.ContainsAny(rest[:1], "-._") {
			f.spans = append(f.spans, Span{Kind: Key, From: at, To: at + len(s)})
			return
		}
	}
	if strings.HasPrefix(s, "eyJ") && strings.Count(s, ".") == 2 && len(s) >= 30 {
		f.spans = append(f.spans, Span{Kind: Key, From: at, To: at + len(s)})
	}
}

// touched reports whether a mask ends right before at.
func (f *finder) touched(at int) bool { return strings.HasSuffix(f.text.Source[:at], mask) }

// named finds what a word calls a key: "api key: ...", "token=...", "Bearer ...".
// It must be long and have both letters and digits.
func (f *finder) named() {
	read := 0 // where the last run ended, so that none is read twice
	for i := range f.class {
		if !f.is(i, keyWord) || !f.is(i-1, keyKind) && !f.is(i-2, keyKind) && !f.text.Is(i+1, '=') && !f.text.Is(i+1, ':') && !f.bearer(i) {
			continue
		}
		j, _ := f.values(i)
		if j < 0 || f.kind(j) == plain.Sign {
			continue
		}
		from := f.text.Tokens[j].From
		if from < read {
			continue
		}
		read = from + secretLen(f.text.Source[from:])
		value := strings.TrimRight(f.text.Source[from:read], ".,;")
		if len(value) >= 12 && strings.ContainsAny(value, "0123456789") && strings.ContainsFunc(value, isLetter) {
			f.spans = append(f.spans, Span{Kind: Key, From: from, To: from + len(value)})
		}
	}
}

func isLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func (f *finder) bearer(i int) bool { return string(f.text.Folded(i)) == "bearer" }

// secretLen is keyLen with the signs of base 64.
func secretLen(s string) int {
	for i := range len(s) {
		if c := s[i]; !keyByte(c) && c != '/' && c != '+' && c != '=' && c != '~' {
			return i
		}
	}
	return len(s)
}

// maxUser bounds the user and the password of an address in bytes.
const maxUser = 256

// addresses finds the password of "https://user:password@example.com".
func (f *finder) addresses() {
	s, at := f.text.Source, 0
	for {
		i := strings.Index(s[at:], "://")
		if i < 0 {
			return
		}
		at += i + len("://")
		rest := s[at:min(len(s), at+maxUser)]
		rest = rest[:rawLen(rest)]
		if j := strings.IndexAny(rest, "/?#"); j >= 0 {
			rest = rest[:j]
		}
		user, _, found := strings.Cut(rest, "@")
		colon := strings.IndexByte(user, ':')
		if !found || colon < 0 || colon+1 == len(user) || strings.Contains(user, mask) {
			continue
		}
		f.spans = append(f.spans, Span{Kind: Password, From: at + colon + 1, To: at + len(user)})
	}
}

// private finds private keys in the armour that they are kept in; one without
// an end reaches to the end of the text.
func (f *finder) private() {
	s, at := f.text.Source, 0
	for {
		i := strings.Index(s[at:], "-----BEGIN ")
		if i < 0 {
			return
		}
		from := at + i
		at = from + len("-----BEGIN ")
		line, _, _ := strings.Cut(s[at:min(len(s), at+80)], "\n")
		if !strings.Contains(line, "PRIVATE KEY") {
			continue
		}
		to := len(s)
		if e := strings.Index(s[at:], "-----END "); e >= 0 {
			to = at + e + len("-----END ")
			if n := strings.Index(s[to:min(len(s), to+80)], "-----"); n >= 0 {
				to += n + len("-----")
			}
		}
		f.spans = append(f.spans, Span{Kind: Key, From: from, To: to})
		at = to
	}
}
