package chatwoot

import (
	"testing"
	"time"
	"unicode/utf8"
)

// What every decoder promises of whatever a server sends: it returns, it takes nothing
// without an id for something, and what it says twice is the same.

// seeds are frames and objects as the recordings and the reference have them, and some as
// no server should send them.
func seeds(f *testing.F) {
	for _, s := range []string{
		`{"type":"welcome","sid":"x"}`, `{"type":"ping","message":1795305198}`, `{"type":"disconnect","reason":"server_restart","reconnect":true}`,
		`{"identifier":"{\"channel\":\"RoomChannel\"}","type":"confirm_subscription"}`,
		`{"identifier":"x","message":{"event":"message.created","data":{"id":5,"conversation_id":1,"message_type":0,"content":"hi"}}}`,
		`{"id":5,"conversation_id":1,"message_type":"outgoing","content":null,"content_attributes":{"bot_confidence":0.42,"deleted":true},"sender":{"id":9,"type":"agent_bot"},"created_at":1768900000,"updated_at":"2026-01-20T09:06:40.123Z"}`,
		`{"id":7,"status":"pending","labels":["a"],"meta":{"sender":{"id":1,"name":"Customer","blocked":false},"assignee":null,"assignee_type":null,"team":{"id":2,"name":"billing"}},"updated_at":1768900000.25}`,
		`{"id":"7","status":5,"labels":{},"meta":[],"custom_attributes":[],"updated_at":{}}`,
		`{"data":{"meta":{"all_count":1},"payload":[{"id":1}]}}`, `{"payload":[{"id":1},null,7]}`, `[{"id":1,"short_code":"a","content":"b"}]`,
		`{"conversation":{"id":1},"user":{"id":2,"type":"contact"},"is_private":false}`,
		`{"id":1,"pubsub_token":"x","role":"agent","accounts":[{"id":1,"name":"Shop","role":"administrator"}]}`,
		`{`, ``, `null`, `[]`, `"`, `-1`, `{"id":1e400}`, `{"id":9007199254740993}`, `{"id":-1}`, "{\"id\":1,\"content\":\"\xff\xfe\"}",
	} {
		f.Add([]byte(s))
	}
}

func FuzzFrame(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := decodeFrame(raw)
		if err == nil && a.kind == "" && a.event == "" {
			t.Errorf("%q is a frame that says nothing", raw)
		}
	})
}

func FuzzOccurrence(f *testing.F) {
	seeds(f)
	events := []string{
		"message.created", "message.updated", "conversation.created", "conversation.read", "assignee.changed",
		"conversation.typing_on", "contact.updated", "account.cache_invalidated", "presence.update", "",
	}
	now := time.Unix(1768900000, 0)
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, e := range events {
			o, err := decodeOccurrence(e, raw, now)
			if err == nil && o.chat <= 0 && o.contact <= 0 && !o.lists {
				t.Errorf("%s %q is about nothing", e, raw)
			}
			_ = o.happened()
		}
	})
}

func FuzzMessage(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := decodeMessage(raw)
		if err != nil {
			return
		}
		again, err := decodeMessage(raw)
		if m.ID <= 0 || err != nil || digest(&m) != digest(&again) {
			t.Errorf("%q is message %d and then %d, %v", raw, m.ID, again.ID, err)
		}
		_ = m.writer()
		for i := range m.Attachments.v {
			if n := nameOf(&m.Attachments.v[i]); n == "" || !utf8.ValidString(n) {
				t.Errorf("a file is called %q", n)
			}
		}
	})
}

func FuzzConversation(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := decodeConversation(raw)
		if err != nil {
			return
		}
		if c.ID <= 0 {
			t.Errorf("%q is conversation %d", raw, c.ID)
		}
		cu := customer(&c)
		for _, s := range []string{cu.Name, cu.Contact, cu.Phone, cu.Page, cu.Account, cu.Locale, string(channelOf(c.channel()))} {
			if !utf8.ValidString(s) || len(s) > maxField {
				t.Errorf("%q has the field %q", raw, s)
			}
		}
		_ = c.gist()
	})
}

func FuzzTyping(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if w, err := decodeTyping(raw); err == nil && w.Conversation.ID <= 0 {
			t.Errorf("%q types nowhere", raw)
		}
	})
}

func FuzzContact(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if c, err := decodeContact(raw); err == nil && c.ID <= 0 {
			t.Errorf("%q is contact %d", raw, c.ID)
		}
	})
}

func FuzzPage(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		rows, _, err := decodePage(raw)
		for _, c := range rows {
			if err != nil || c.ID <= 0 {
				t.Errorf("%q has conversation %d, %v", raw, c.ID, err)
			}
		}
	})
}

func FuzzProfile(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, want := range []int64{0, 1} {
			if s, err := decodeProfile(raw, want); err == nil && (s.account <= 0 || s.user.ID <= 0) {
				t.Errorf("%q is %+v", raw, s)
			}
		}
	})
}

// FuzzLists are the small lists: agents, teams, canned responses, help centres, articles.
func FuzzLists(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		body := payload(raw)
		people, _ := decodeList(body, decodePerson)
		for _, p := range people {
			if p.ID <= 0 {
				t.Errorf("%q has person %d", raw, p.ID)
			}
		}
		teams, _ := decodeList(body, decodeTeam)
		for _, x := range teams {
			if x.ID <= 0 {
				t.Errorf("%q has team %d", raw, x.ID)
			}
		}
		responses, _ := decodeList(body, decodeResponse)
		for _, r := range responses {
			if r.ID <= 0 {
				t.Errorf("%q has response %d", raw, r.ID)
			}
		}
		portals, _ := decodeList(body, decodePortal)
		articles, _ := decodeList(body, decodeArticle)
		for _, p := range portals {
			if p.Slug.v == "" {
				t.Errorf("%q has a help centre without a name", raw)
			}
		}
		for _, a := range articles {
			if a.Slug.v == "" {
				t.Errorf("%q has an article without a name", raw)
			}
		}
	})
}

func FuzzAnswer(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, status := range []int{200, 401, 403, 422, 500} {
			if err := explain(answer(status, raw)); (err == nil) != (status == 200) {
				t.Errorf("%d %q is %v", status, raw, err)
			}
		}
	})
}
