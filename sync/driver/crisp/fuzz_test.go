package crisp

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// hostile are beginnings for all decoders: shapes that a vendor's next version, or
// somebody between us, may send.
var hostile = []string{
	``, `null`, `[]`, `{}`, `5`, `"x"`, `{"session_id":5}`, `{"session_id":"../../x"}`, `{"session_id":"s","fingerprint":-1}`,
	`{"website_id":"w","session_id":"session_1","type":"text","from":"user","content":"hi","fingerprint":12,"timestamp":1700000000000,"user":{"user_id":"u","nickname":"N"},"properties":{"bot_confidence":"0.4"}}`,
	`{"session_id":"s","from":"operator","type":"picker","content":{"text":"t","choices":[{"label":"a","selected":true},5]},"fingerprint":1}`,
	`{"session_id":"s","from":"operator","type":"file","content":{"name":[],"url":"https://x","type":7},"fingerprint":1}`,
	`{"session_id":"s","state":"resolved","meta":{"segments":["b","a","a"],"data":{"k":1,"l":[],"m":null}},"assigned":{"user_id":"u"}}`,
	`{"id":"x","url":{"resource":"r","signed":"s"},"policy":{"size_limit":1e99}}`,
	`{"error":false,"reason":"ok","data":{"socket":{"app":"wss://a/"}}}`, `{"rating":{"stars":9}}`, `[{"details":{"user_id":"u"}}]`,
}

func seed(f *testing.F) {
	for _, s := range hostile {
		f.Add([]byte(s))
	}
}

func plain(t *testing.T, s string, most int) {
	t.Helper()
	if len(s) > most {
		t.Errorf("%d bytes, at most %d", len(s), most)
	}
}

func FuzzMessage(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := decodeMessage(raw)
		if err != nil {
			return
		}
		if m.Fingerprint <= 0 || m.Fingerprint > 1<<53 || m.At < 0 || m.Confidence > 1 {
			t.Errorf("%+v", m)
		}
		plain(t, m.Text, mostText)
		plain(t, m.Nickname, mostShort)
		if m.User != "" && !okID(m.User) {
			t.Errorf("the user %q", m.User)
		}
	})
}

func FuzzConversation(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := decodeConversation(raw)
		if err != nil {
			return
		}
		if !okID(c.Session) || c.Inbox != "" && !okID(c.Inbox) || c.Assigned != "" && !okID(c.Assigned) {
			t.Errorf("%+v", c)
		}
		if len(c.Segments) > mostTags || len(c.Visitor.Data) > mostFields {
			t.Errorf("%d tags and %d fields", len(c.Segments), len(c.Visitor.Data))
		}
		for _, s := range append(c.Segments, c.Visitor.Name, c.Visitor.Mail) {
			plain(t, s, mostShort)
		}
	})
}

func FuzzChange(f *testing.F) {
	for _, s := range hostile {
		for _, name := range []string{evSent, evState, evUpload, evDelivered, evRating, evData} {
			f.Add(name, []byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		c, err := decodeChange(name, raw)
		if err != nil {
			return
		}
		if c.name != name || name == evPoke {
			t.Errorf("%q was read as %q", name, c.name)
		}
		if name != evUpload && !okID(c.Session) || name == evUpload && !okID(c.upload.ID) {
			t.Errorf("%+v", c)
		}
		if len(c.fingerprints) > mostList || len(c.segments) > mostTags || c.stars < 0 || c.stars > 5 {
			t.Errorf("%+v", c)
		}
		plain(t, c.text, mostText)
	})
}

func FuzzLists(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		operators, _ := rows(raw, decodeOperator)
		for _, o := range operators {
			if !okID(o.ID) {
				t.Errorf("the operator %q", o.ID)
			}
		}
		inboxes, _ := rows(raw, decodeInbox)
		for _, x := range inboxes {
			if !okID(x.ID) {
				t.Errorf("the inbox %q", x.ID)
			}
		}
		articles, _ := rows(raw, decodeArticle)
		for _, a := range articles {
			if !strings.HasPrefix(a.URL, "http") || a.Title == "" {
				t.Errorf("the article %+v", a)
			}
		}
		locales, _ := rows(raw, decodeLocale)
		for _, l := range locales {
			if !okID(l) {
				t.Errorf("the language %q", l)
			}
		}
	})
}

func FuzzAnswers(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if e, err := decodeEnvelope(raw); err == nil && reasonCode(e.Reason) != e.Reason {
			t.Errorf("the reason %q", e.Reason)
		}
		if at, err := decodeEndpoints(raw); err == nil && at.Main == "" {
			t.Error("no address, and no error")
		}
		if granted, err := decodeGranted(raw); err == nil {
			for _, name := range granted {
				plain(t, name, mostEventName)
			}
		}
	})
}

func FuzzCut(f *testing.F) {
	f.Add("äöü", 3)
	f.Add("\xff\xfe", 1)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n = max(0, n%64)
		got := cut(s, n)
		if len(got) > n || !strings.HasPrefix(s, got) || utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("cut(%q, %d) = %q", s, n, got)
		}
	})
}

func FuzzMerged(f *testing.F) {
	f.Add("a,b", "c", "b")
	f.Fuzz(func(t *testing.T, list, add, remove string) {
		split := func(s string) []string { return strings.Split(strings.ToLower(s), ",") }
		old, gone := split(list), split(remove)
		got := merged(old, split(add), gone)
		for _, tag := range old { // nothing of others' is lost
			if !slices.Contains(gone, tag) && !slices.ContainsFunc(got, func(t string) bool { return strings.EqualFold(t, tag) }) {
				t.Errorf("%q is lost: %q", tag, got)
			}
		}
	})
}

func FuzzKept(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		k, err := decodeKept(raw)
		if err != nil {
			return
		}
		if _, err := json.Marshal(k.data); err != nil || k.data == nil {
			t.Errorf("%v cannot be written back: %v", k.data, err)
		}
	})
}
