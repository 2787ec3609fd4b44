package log

import (
	"strings"
	"testing"

	"floorwalker/app/chat"
)

func checkToken(t *testing.T, id string) string {
	t.Helper()
	token := encodeToken(id)
	if token == "" || len(token) > maxToken {
		t.Fatalf("%q makes a token of %d bytes", id, len(token))
	}
	if i := strings.IndexFunc(token, func(r rune) bool { return r > 127 || r != '_' && !plain(byte(r)) }); i >= 0 { // #nosec G115 -- below 128
		t.Fatalf("%q makes %q, which is not safe in a subject", id, token)
	}
	back, ok := decodeToken(token)
	if ok && back != id || !ok && !strings.HasPrefix(token, "__") {
		t.Fatalf("%q makes %q, which reads %q, %v", id, token, back, ok)
	}
	return token
}

func TestIdsBecomeSafeTokens(t *testing.T) {
	long := strings.Repeat("x", 5000)
	ids := []string{
		"", "_", "__", "c7", "C7", "practice:c7", "a.b", "a_2eb", "*", ">", "f.>", " ", "\x00", "ग्राहक", "-",
		"chatwoot/1/2", strings.Repeat("a", maxToken), strings.Repeat("a", maxToken+1), long, long + "y",
		strings.Repeat("_", maxToken/3), strings.Repeat("_", maxToken), "__" + strings.Repeat("0", 64),
	}
	seen := map[string]string{}
	for _, id := range ids {
		token := checkToken(t, id)
		if other, ok := seen[token]; ok {
			t.Errorf("%q and %q share a token", id, other)
		}
		seen[token] = id
	}
}

// A vendor's id is never raw text in a subject, and reaches only its own chat.
func TestHostileIdsStayApart(t *testing.T) {
	l := open(t, t.TempDir())
	ids := []chat.ChatID{"*", ">", "a.msg", "a", "", " ", "a\r\nX: y", "ग्राहक", chat.ChatID(strings.Repeat("é", 3000))}
	for _, id := range ids {
		mustAppend(t, l, Record{Subject: ChatMessages(id), Data: []byte("of " + id)})
	}
	for i, id := range ids {
		seqs, data := readChat(t, l, id)
		if len(data) != 1 || data[0] != "of "+string(id) || seqs[0] != uint64(i+1) { // #nosec G115 -- small
			t.Errorf("%.20q has %d events", id, len(data))
		}
	}
}

func FuzzToken(f *testing.F) {
	for _, seed := range []string{"", "_", "a.b", "*", "ग्राहक", strings.Repeat("_", 41), strings.Repeat("z", 121)} {
		f.Add(seed, seed+"x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if ta, tb := checkToken(t, a), checkToken(t, b); (ta == tb) != (a == b) {
			t.Fatalf("%q and %q make %q and %q", a, b, ta, tb)
		}
		// Whatever decodes is what encodes to it.
		if id, ok := decodeToken(a); ok && encodeToken(id) != a {
			t.Fatalf("%q reads %q, which makes %q", a, id, encodeToken(id))
		}
	})
}

func FuzzSplitCredential(f *testing.F) {
	f.Add("asha", []byte("hash"))
	f.Fuzz(func(t *testing.T, key string, value []byte) {
		k, v, ok := splitCredential(value)
		if ok && k+"\x00"+string(v) != string(value) {
			t.Fatal("lost something")
		}
		if strings.Contains(key, "\x00") {
			return
		}
		if k, v, ok := splitCredential(append([]byte(key+"\x00"), value...)); !ok || k != key || string(v) != string(value) {
			t.Fatalf("%q %q became %q %q", key, value, k, v)
		}
	})
}

func FuzzCheckBlock(f *testing.F) {
	f.Add([]byte{}, true)
	f.Add(make([]byte, 64), false)
	f.Fuzz(func(t *testing.T, block []byte, torn bool) {
		if at, _ := checkBlock(block, newDigest(t), torn); at < 0 || at > len(block) {
			t.Fatalf("stopped at %d of %d", at, len(block))
		}
	})
}
