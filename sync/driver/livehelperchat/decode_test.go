package livehelperchat

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
)

// What PHP makes of a value is taken for what it means.
func TestTolerance(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    number
		s    text
		f    flag
		rows []number
	}{
		{in: `7`, n: 7, s: "7", f: true},
		{in: `"7"`, n: 7, s: "7", f: true},
		{in: `" 7 "`, n: 7, s: " 7 ", f: true},
		{in: `-2`, n: -2, s: "-2", f: true},
		{in: `7.0`, n: 7, s: "7.0", f: true},
		{in: `1e300`, s: "1e300", f: true},
		{in: `"NaN"`, s: "NaN", f: true},
		{in: `null`},
		{in: `false`},
		{in: `"false"`, s: "false"},
		{in: `true`, n: 1, s: "true", f: true},
		{in: `"0"`, s: "0"},
		{in: `""`},
		{in: `[]`},
		{in: `{}`},
		{in: `[3,"4"]`, f: true, rows: []number{3, 4}},
		{in: `{"10":3,"9":"4"}`, f: true, rows: []number{4, 3}},
		{in: `"héé"`, s: "héé", f: true},
	} {
		var (
			n number
			s text
			f flag
			r rows[number]
		)
		for _, into := range []any{&n, &s, &f, &r} {
			if err := json.Unmarshal([]byte(c.in), into); err != nil {
				t.Errorf("%s into %T: %v", c.in, into, err)
			}
		}
		if n != c.n || s != c.s || f != c.f || !slices.Equal(r, c.rows) {
			t.Errorf("%s is %d, %q, %t, %v; want %d, %q, %t, %v", c.in, n, s, f, r, c.n, c.s, c.f, c.rows)
		}
	}
}

// Refusals come with any status, in any of three places; what is none is no refusal.
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		body, words string
		no, bad     bool
	}{
		{body: `{"error":true,"result":"Authorization failed!"}`, words: "Authorization failed!", no: true},
		{body: `{"error":true,"r":"You cannot read this chat!"}`, words: "You cannot read this chat!", no: true},
		{body: `{"error":"true","msg":"No"}`, words: "No", no: true},
		{body: `{"error":"false"}`},
		{body: `{"error":false,"result":"Status changed!"}`, words: "Status changed!"},
		{body: `{"error":false,"r":"","msg":{"id":2,"msg":"Hello"}}`},
		{body: `[{"id":6}]`},
		{body: ``, bad: true},
		{body: `<html>`, bad: true},
		{body: `{"error":tru`, bad: true},
		{body: "<br />\n<b>Warning</b>:  Something in <b>file.php</b> on line <b>96</b><br />\n{\"error\":true,\"r\":\"No\"}", words: "No", no: true},
	} {
		words, no, err := refusal([]byte(c.body))
		if no != c.no || (err != nil) != c.bad || words != c.words {
			t.Errorf("%s: %q, %t, %v; want %q, %t", c.body, words, no, err, c.words, c.no)
		}
	}
}

// What the server says becomes a sentence; credentials that are no good are everybody's
// affair, anything else is one call's.
func TestWords(t *testing.T) {
	for _, c := range []struct {
		said, want string
		all        bool
	}{
		{"Authorization failed!", "user name and key", true},
		{"Authorization header is missing!", "drops the Authorization header", true},
		{"Rest API IP restrictions applies! 192.0.2.1", "certain addresses", true},
		{`You do not have permission to use REST API directly. "lhrestapi", "use_direct_logins" is missing!`, "user name and key", true},
		{"You do not have permission. `lhchat`, `use` is required.", "lhchat,use", true},
		{"You do not have permission. `lhchat`, `whispermode` is required.", "lhchat,whispermode", false},
		{"You do not have permission. `lhother`, `thing` is required.", "lhother,thing", false},
		{"Could not find chat by chat_id!", "does not have this chat", false},
		{"Filetype not allowed", "Filetype not allowed", false},
		{"", "did not say why", false},
	} {
		err := refusalOf(c.said)
		var all *catchup.Refused
		if errors.As(err, &all) != c.all || !strings.Contains(err.Error(), c.want) || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%q becomes %T %q", c.said, err, err)
		}
		var no *driver.Refusal
		if !errors.As(forPeople(err), &no) || no.Again {
			t.Errorf("%q is no refusal for the hub", c.said)
		}
	}
}

// No type that answers are decoded into has a place for a visitor's secret or an
// operator's password, whatever the server sends.
func TestNoPlaceForSecrets(t *testing.T) {
	for _, v := range []any{chatRow{}, messageRow{}, metaRow{}, userRow{}, operatorRow{}, departmentRow{}, fileRow{}, fieldRow{}, survey{}, subject{}, frame{}, published{}} {
		tags(reflect.TypeOf(v), func(name string) {
			if name == "hash" || name == "password" || name == "ip" || name == "session_id" {
				t.Errorf("%T decodes %q", v, name)
			}
		})
	}
	body := []byte(`{"error":false,"chat":{"id":1,"hash":"s3cr3t","user":{"password":"s3cr3t"},"nick":"Nina"}}`)
	c, err := decodeChat(body)
	if err != nil || strings.Contains(fmt.Sprintf("%+v", c), "s3cr3t") || c.Nick != "Nina" {
		t.Errorf("%+v, %v", c, err)
	}
}

func tags(t reflect.Type, see func(string)) {
	if t.Kind() != reflect.Struct {
		return
	}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		see(name)
		tags(f.Type, see)
	}
}

// One row that cannot be read hides no other, and nobody takes an answer with a hole in
// it, or one that is none, for proof that lines are gone.
func TestHoles(t *testing.T) {
	chats, sent, err := decodeChats([]byte(`{"list":[{"id":3,"status":"5"},{"id":{}},17,{"id":"4","nick":false}],"list_count":false,"error":"false"}`))
	if err != nil || sent != 4 || len(chats) != 2 || chats[0].Status != statusBot || chats[1].ID != 4 {
		t.Errorf("%+v, %d, %v", chats, sent, err)
	}
	for body, want := range map[string]struct {
		n          int
		whole, bad bool
	}{
		`{"result":{"messages":[{"id":1,"msg":"a"},{"id":"2","msg":5}]}}`: {n: 2, whole: true},
		`{"result":{"messages":{"5":{"id":5}}}}`:                          {n: 1, whole: true},
		`{"result":{"messages":[{"id":1},{"id":"x"}]}}`:                   {n: 1},
		`{"result":{"messages":[]}}`:                                      {whole: true},
		`{"result":{"messages":false}}`:                                   {bad: true},
		`{"result":{}}`:                                                   {bad: true},
		`{"result":"no"}`:                                                 {bad: true},
	} {
		lines, whole, err := decodeMessages([]byte(body))
		if len(lines) != want.n || whole != want.whole || (err != nil) != want.bad {
			t.Errorf("%s: %+v, %t, %v", body, lines, whole, err)
		}
	}
}

// A convention of ours: how sure the bot was stands in the line's debug content.
func TestSureness(t *testing.T) {
	for meta, want := range map[text]string{
		`{"content":{"debug":{"content":"{\"confidence\":0.42}"}}}`: "0.42",
		`{"content":{"debug":{"content":"{\"confidence\":4}"}}}`:    "no score",
		`{"content":{"debug":{"content":"sure"}}}`:                  "no score",
		`{"content":{"whisper":true}}`:                              "no score",
		`[]`:                                                        "no score",
		``:                                                          "no score",
	} {
		if got := sureness(decodeMeta(meta)).String(); got != want {
			t.Errorf("%s: %s, want %s", meta, got, want)
		}
	}
}

// A helper's frame is a hint about a chat, or nothing.
func TestHints(t *testing.T) {
	for raw, want := range map[string]hint{
		`{"event":"#publish","data":{"channel":"chat_2","data":{"op":"cmsg"}}}`:              {chat: 2},
		`{"event":"#publish","data":{"channel":"chat_0_12","data":{"op":"umsg","msid":3}}}`:  {chat: 12, rewritten: true},
		`{"event":"#publish","data":{"channel":"chat_2","data":{"cid":2,"op":"msgdel"}}}`:    {chat: 2, rewritten: true},
		`{"event":"#publish","data":{"channel":"chat_2","data":{"op":"vt","msg":"forged"}}}`: {chat: 2},
		`{"event":"#publish","data":{"channel":"ous_0","data":{"op":"vi_online"}}}`:          {},
		`{"event":"#publish","data":{"channel":"chat_-4","data":{}}}`:                        {},
		`{"event":"#setAuthToken","data":{"token":"x"}}`:                                     {},
		`{"event":"#publish","data":17}`:                                                     {},
		`#1`:                                                                                 {},
	} {
		if got, ok := decodeHint([]byte(raw)); got != want || ok != (want.chat != 0) {
			t.Errorf("%s: %+v, %t", raw, got, ok)
		}
	}
}

// What one look at a hundred chats costs before anything of them is new.
func BenchmarkDecodeChats(b *testing.B) {
	row := `{"id":%d,"nick":"Nina","status":1,"status_sub":0,"time":1795304391,"user_id":3,"referrer":"//shop.example.com/cart","dep_id":2,` +
		`"email":"nina@example.com","user_typing":0,"user_typing_txt":"","last_msg_id":13,"additional_data":"","gbot_id":1,"subject_ids":["1","2"],` +
		`"wait_time":6,"chat_duration":0,"priority":0,"lsync":1795304584,"transfer_if_na":0,"pnd_time":1795304550,"updateIgnoreColumns":[]}`
	var list []string
	for i := range 100 {
		list = append(list, fmt.Sprintf(row, i+1))
	}
	body := []byte(`{"list":[` + strings.Join(list, ",") + `],"list_count":100,"error":false}`)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if chats, _, err := decodeChats(body); err != nil || len(chats) != 100 {
			b.Fatal(len(chats), err)
		}
	}
}
