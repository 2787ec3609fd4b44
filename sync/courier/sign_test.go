package courier

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

var signedAt = time.Unix(1_780_000_000, 0)

func signed(secrets []Secret, key Key, body string) http.Header {
	h := http.Header{}
	h.Set(HeaderKey, string(key))
	h.Set(HeaderTime, strconv.FormatInt(signedAt.Unix(), 10))
	h.Set(HeaderSignature, Sign(secrets, key, signedAt, []byte(body)))
	return h
}

// The value was computed with another program: receivers are written in other
// languages.
func TestSignatureIsWhatReceiversExpect(t *testing.T) {
	const want = "v1=8a77f936b750cc992a150f153ee1b487f8759b1156c01ec9072984318097a6cc"
	if got := Sign([]Secret{secretA}, "t:1", signedAt, []byte(`{"a":1}`)); got != want {
		t.Errorf("Sign = %s", got)
	}
}

func TestVerify(t *testing.T) {
	const body = `{"ticket":"T-1"}`
	good := func() http.Header { return signed([]Secret{secretA}, "t:1", body) }
	with := func(name, value string) http.Header { h := good(); h.Set(name, value); return h }
	twice := func(name string) http.Header { h := good(); h.Add(name, h.Get(name)); return h }
	signature := good().Get(HeaderSignature)
	both := []Secret{secretB, secretA}
	for _, c := range []struct {
		name    string
		header  http.Header
		body    string
		secrets []Secret
		after   time.Duration
		want    error
	}{
		{"as it was sent", good(), body, []Secret{secretA}, 0, nil},
		{"at the end of the window", good(), body, []Secret{secretA}, ReplayWindow, nil},
		{"our clock is behind, within the window", good(), body, []Secret{secretA}, -ReplayWindow, nil},
		{"the receiver has the new secret already", good(), body, both, 0, nil},
		{"the sender has it already, the receiver not", signed(both, "t:1", body), body, []Secret{secretA}, 0, nil},
		{"the sender has both, the receiver the new one", signed(both, "t:1", body), body, []Secret{secretB}, 0, nil},
		{"a version of tomorrow beside it", with(HeaderSignature, "v2=zz,"+signature), body, []Secret{secretA}, 0, nil},
		{"too old", good(), body, []Secret{secretA}, ReplayWindow + time.Second, ErrStale},
		{"from the future", good(), body, []Secret{secretA}, -ReplayWindow - time.Second, ErrStale},
		{"another secret", good(), body, []Secret{secretB}, 0, ErrSignature},
		{"another body", good(), body + " ", []Secret{secretA}, 0, ErrSignature},
		{"another key", with(HeaderKey, "t:2"), body, []Secret{secretA}, 0, ErrSignature},
		{"another time", with(HeaderTime, "1780000001"), body, []Secret{secretA}, 0, ErrSignature},
		{"a part of the key moved into the body", with(HeaderKey, "t"), ":1." + body, []Secret{secretA}, 0, ErrSignature},
		{"no signature", with(HeaderSignature, ""), body, []Secret{secretA}, 0, ErrUnsigned},
		{"half a signature", with(HeaderSignature, signature[:40]), body, []Secret{secretA}, 0, ErrUnsigned},
		{"only a version of tomorrow", with(HeaderSignature, "v2="+signature[3:]), body, []Secret{secretA}, 0, ErrUnsigned},
		{"too many signatures", with(HeaderSignature, signature+strings.Repeat(",v1=", 9)), body, []Secret{secretA}, 0, ErrUnsigned},
		{"a key that is none", with(HeaderKey, "t 1"), body, []Secret{secretA}, 0, ErrUnsigned},
		{"a time that is none", with(HeaderTime, "+1780000000"), body, []Secret{secretA}, 0, ErrUnsigned},
		{"two keys", twice(HeaderKey), body, []Secret{secretA}, 0, ErrUnsigned},
		{"two times", twice(HeaderTime), body, []Secret{secretA}, 0, ErrUnsigned},
		{"two signature headers", twice(HeaderSignature), body, []Secret{secretA}, 0, ErrUnsigned},
		{"nothing", http.Header{}, body, []Secret{secretA}, 0, ErrUnsigned},
		{"the receiver has no secret", good(), body, nil, 0, ErrNoSecret},
		{"the receiver's secret is empty", signed([]Secret{{}}, "t:1", body), body, []Secret{{}}, 0, ErrNoSecret},
	} {
		t.Run(c.name, func(t *testing.T) {
			key, err := Verify(c.header, []byte(c.body), c.secrets, signedAt.Add(c.after), 0)
			if !errors.Is(err, c.want) || (err == nil) != (key == "t:1") {
				t.Errorf("Verify = %q, %v; want %v", key, err, c.want)
			}
		})
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	h := Hook{URL: "https://example.com/", Secrets: []Secret{secretA}}
	j, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{fmt.Sprint(h), fmt.Sprintf("%+v", h), fmt.Sprintf("%#v", h), fmt.Sprintf("%s %q", secretA, secretA), string(j)} {
		if strings.Contains(s, "first secret") || !strings.Contains(s, "***") {
			t.Errorf("it prints: %s", s)
		}
	}
}

// FuzzVerify: no header can make it fall over, and what it takes for signed has
// the signature that the secret makes.
func FuzzVerify(f *testing.F) {
	h := signed([]Secret{secretA, secretB}, "t:1", "{}")
	f.Add(h.Get(HeaderKey), h.Get(HeaderTime), h.Get(HeaderSignature), []byte("{}"), int64(0))
	f.Add("", "-1", "v1=,v1=", []byte{}, int64(1))
	f.Add("k", "1780000000", "v1="+strings.Repeat("0", 64), []byte("x"), int64(-400))
	f.Fuzz(func(t *testing.T, key, at, signature string, body []byte, skew int64) {
		h := http.Header{HeaderKey: {key}, HeaderTime: {at}, HeaderSignature: {signature}}
		got, err := Verify(h, body, []Secret{secretA}, signedAt.Add(time.Duration(skew%1000)*time.Second), 0)
		if err != nil {
			if got != "" {
				t.Fatalf("a key with an error: %q, %v", got, err)
			}
			return
		}
		seconds, perr := strconv.ParseInt(at, 10, 64)
		want := Sign([]Secret{secretA}, got, time.Unix(seconds, 0), body)
		if perr != nil || string(got) != key || !got.Valid() || !strings.Contains(strings.ToLower(signature), want) {
			t.Fatalf("taken for signed: %q %q %q", key, at, signature)
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	body := strings.Repeat("x", 8<<10)
	h := signed([]Secret{secretA}, "t:1", body)
	for b.Loop() {
		if _, err := Verify(h, []byte(body), []Secret{secretA, secretB}, signedAt, 0); err != nil {
			b.Fatal(err)
		}
	}
}
