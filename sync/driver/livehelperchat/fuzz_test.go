package livehelperchat

import (
	"encoding/json"
	"testing"
	"unicode/utf8"
)

// seeds are answers in the shapes that a real server has.
var seeds = []string{
	`{"filter":{},"list":[{"id":3,"nick":"Nina","status":"5","user_id":0,"subject":[{"id":1,"name":"vip"}],"subject_ids":["1"]}],"list_count":false,"error":"false"}`,
	`{"error":false,"chat":{"id":1,"status":1,"user_id":3,"hash":"x","user":{"password":"x"}}}`,
	`{"error":false,"result":{"messages":[{"id":5,"msg":"note","meta_msg":"{\"content\":{\"whisper\":true}}","time":1,"user_id":2,"del_st":1}],"lmid":0}}`,
	`{"error":false,"r":"","msg":{"id":2,"msg":"Hi","time":1,"chat_id":1,"user_id":2,"name_support":"Olga O","del_st":1}}`,
	`{"error":false,"result":[{"id":2,"name":"Sales","mod_start_hour":"-1"}]}`,
	`[{"id":6,"user_id":3,"is_online":true,"user":{"id":3,"username":"piotr","email":"piotr@example.com"}}]`,
	`{"id":1,"upload_name":"pic.png","size":75,"security_hash":"443f081b"}`,
	`{"event":"#publish","data":{"channel":"chat_2","data":{"op":"cmsg"}}}`,
	`{"error":true,"result":"Authorization failed!"}`,
	"<br />\n<b>Warning</b>: x in <b>a</b> on line <b>1</b><br />\n{}",
	`{"list":{"9":{"id":1},"10":17}}`, `[`, ``, `null`, `{"result":{"messages":{}}}`, `"[file=1_443f081b] [url=x]y[/url]"`,
}

func seeded(f *testing.F, decode func(*testing.T, []byte)) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(decode)
}

func FuzzChats(f *testing.F) {
	seeded(f, func(t *testing.T, b []byte) {
		chats, sent, err := decodeChats(b)
		if err != nil && len(chats) > 0 || len(chats) > sent {
			t.Fatalf("%d chats of %d, %v", len(chats), sent, err)
		}
		var known subjects
		known.learn(nil)
		for i := range chats {
			c := &chats[i]
			if c.ID <= 0 {
				t.Fatal("a chat without a number")
			}
			who := customer(c)
			if !utf8.ValidString(who.Name) || len(who.Data) > 30 {
				t.Fatalf("%+v", who)
			}
			known.of(c)
			_ = site(who.Page)
			_ = c.Typing.moment()
		}
	})
}

func FuzzChat(f *testing.F) {
	seeded(f, func(t *testing.T, b []byte) {
		if c, err := decodeChat(b); (err == nil) != (c.ID > 0) {
			t.Fatalf("%+v, %v", c, err)
		}
	})
}

func FuzzMessages(f *testing.F) {
	seeded(f, func(t *testing.T, b []byte) {
		lines, whole, err := decodeMessages(b)
		if err != nil && (whole || len(lines) > 0) {
			t.Fatalf("%+v, %t, %v", lines, whole, err)
		}
		for i := range lines {
			m := &lines[i]
			if m.ID <= 0 {
				t.Fatal("a line without a number")
			}
			_ = sureness(decodeMeta(m.Meta))
			rest, files := attached(string(m.Text))
			_ = incoming(rest)
			for _, f := range files {
				if len(f.id) == 0 || len(f.id) > 18 || len(f.hash) < 8 {
					t.Fatalf("the file %q", f)
				}
			}
		}
	})
}

func FuzzPosted(f *testing.F) {
	seeded(f, func(t *testing.T, b []byte) {
		if m, err := decodePosted(b); err != nil && m != (messageRow{}) {
			t.Fatalf("%+v, %v", m, err)
		}
	})
}

func FuzzMeta(f *testing.F) {
	seeded(f, func(t *testing.T, b []byte) {
		if s := sureness(decodeMeta(text(b))); s.Known() && (s.Float() < 0 || s.Float() > 1) {
			t.Fatalf("a score of %v", s)
		}
	})
}

func FuzzPeople(f *testing.F) {
	seeded(f, func(t *testing.T, b []byte) {
		if u, err := decodeUser(b); err == nil {
			if u.ID <= 0 || u.outsider().Name == "" {
				t.Fatalf("%+v", u)
			}
		}
		ops, err := decodeOperators(b)
		if err != nil && len(ops) > 0 {
			t.Fatalf("%+v, %v", ops, err)
		}
		deps, err := decodeDepartments(b)
		if err != nil && len(deps) > 0 {
			t.Fatalf("%+v, %v", deps, err)
		}
	})
}

func FuzzFile(f *testing.F) {
	seeded(f, func(t *testing.T, b []byte) {
		if x, err := decodeFile(b); err == nil && (x.ID <= 0 || x.Hash == "") {
			t.Fatalf("%+v", x)
		}
	})
}

func FuzzSurvey(f *testing.F) {
	seeded(f, func(t *testing.T, b []byte) {
		var s survey
		if json.Unmarshal(b, &s) == nil && (s.stars() < 0 || s.stars() > 5) {
			t.Fatalf("%d stars", s.stars())
		}
	})
}

func FuzzRefusal(f *testing.F) {
	seeded(f, func(t *testing.T, b []byte) {
		words, no, err := refusal(b)
		if err != nil && (no || words != "") {
			t.Fatalf("%q, %t, %v", words, no, err)
		}
		if no && refusalOf(words).Error() == "" {
			t.Fatal("a refusal without words")
		}
	})
}

func FuzzHint(f *testing.F) {
	seeded(f, func(t *testing.T, b []byte) {
		if h, ok := decodeHint(b); ok != (h.chat > 0) {
			t.Fatalf("%+v, %t", h, ok)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if out := outgoing(s); len(out) > 0 && out[0] == '!' {
			t.Fatalf("%q is a command", out)
		}
		rest, _ := attached(s)
		_ = incoming(rest)
	})
}
