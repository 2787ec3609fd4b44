package livehelperchat

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A line that the server would run as a command is text, and comes back as it was.
func TestOutgoing(t *testing.T) {
	for in, want := range map[string]string{
		"!delete":           "\u200b!delete",
		"  !close now":      "\u200b!close now",
		"no! really":        "no! really",
		"[html]<b>[/html]":  "[\u200bhtml]<b>[\u200b/html]",
		"[HTML]":            "[\u200bHTML]",
		"Hello, Nina 😀":     "Hello, Nina 😀",
		"\u200b!already so": "\u200b!already so",
	} {
		if got := outgoing(in); got != want {
			t.Errorf("outgoing(%q) = %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		out := outgoing(s)
		// The server trims these before it looks.
		if strings.HasPrefix(strings.Trim(out, " \t\n\r\x00\x0b"), "!") {
			t.Fatalf("outgoing(%q) = %q is a command", s, out)
		}
		if strings.Contains(strings.ToLower(out), "[html]") {
			t.Fatalf("outgoing(%q) = %q is shown as it is", s, out)
		}
	})
}

func TestIncoming(t *testing.T) {
	for in, want := range map[string]string{
		"plain":              "plain",
		"a [b]bold[/b] word": "a bold word",
		"[url=https://example.com/?a=1]here[/url]":           "here (https://example.com/?a=1)",
		"[url=https://example.com]https://example.com[/url]": "https://example.com",
		"[img]https://example.com/a.png[/img]":               "https://example.com/a.png",
		"array[0] and [x] stay":                              "array[0] and [x] stay",
		"\u200b!delete":                                      "!delete",
		"[\u200bhtml]":                                       "[html]",
		"[b][b][b]":                                          "",
	} {
		if got := incoming(in); got != want {
			t.Errorf("incoming(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAttached(t *testing.T) {
	const hash = "443f081bff7cd1efb5dd4aaa9f9cb3c5"
	for in, want := range map[string][]fileRef{
		"see [file=1_" + hash + "] and [file=\"22_" + hash + "\"]": {{"1", hash}, {"22", hash}},
		"[file=3_" + hash + "_img]":                                {{"3", hash}},
		"[file=1_abc]":                                             nil, // no hash: somebody wrote it
		"[file=../x]":                                              nil,
	} {
		if _, got := attached(in); !slices.Equal(got, want) {
			t.Errorf("attached(%q) = %q, want %q", in, got, want)
		}
	}
}

// Notices stand in the field of what the visitor types.
func TestNotices(t *testing.T) {
	c := &chatRow{Referrer: "//shop.example.com/cart"}
	for draft, want := range map[string]bool{
		"Chat has been transfered to - Olga": true,
		"Visitor has joined the chat!":       true,
		"//shop.example.com/cart":            true,
		"where is my ord":                    false,
		"":                                   false,
	} {
		if got := notice(c, draft); got != want {
			t.Errorf("notice(%q) = %t", draft, got)
		}
	}
}
