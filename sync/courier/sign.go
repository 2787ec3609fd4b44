package courier

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The headers of a webhook, besides its Content-Type.
const (
	// HeaderKey has the parcel's key. The receiver keeps the keys it has taken
	// for as long as copies may come (about 70 hours, or as long as a person may
	// send again) and answers 2xx to a key it has.
	HeaderKey = "Idempotency-Key"
	// HeaderTime has the time of this attempt, in seconds since 1970.
	HeaderTime = "Floorwalker-Timestamp"
	// HeaderSignature has "v1=" and 64 hexadecimal digits, once for each secret
	// of the sender, separated by commas.
	HeaderSignature = "Floorwalker-Signature"
)

const (
	// ReplayWindow is how far the timestamp may lie from the receiver's clock,
	// in either direction, where Verify is not told otherwise.
	ReplayWindow = 5 * time.Minute
	// MinSecret is the least length of a secret, in bytes. 32 random ones are
	// what to use.
	MinSecret = 16
	// maxSignatures bounds the work that a stranger's header can cause.
	maxSignatures = 8
)

// What Verify returns. A receiver answers all of them with 401 and no more.
var (
	ErrNoSecret  = errors.New("courier: no secret of enough bytes to verify with")
	ErrUnsigned  = errors.New("courier: the request has no key, timestamp or signature that can be read")
	ErrStale     = errors.New("courier: the timestamp is outside the replay window")
	ErrSignature = errors.New("courier: no signature is right")
)

// A Secret is shared by sender and receiver. It prints as asterisks, so that
// it does not get into a log with what it is part of.
type Secret []byte

// String implements fmt.Stringer.
func (Secret) String() string { return "***" }

// GoString implements fmt.GoStringer.
func (Secret) GoString() string { return "***" }

// MarshalText implements encoding.TextMarshaler, for JSON and slog.
func (Secret) MarshalText() ([]byte, error) { return []byte("***"), nil }

// Sign returns the value of [HeaderSignature]: for each secret the HMAC-SHA256
// of timestamp, ".", key, "." and body. The key is in it because whoever could
// change it could have the receiver take a copy for something new. While
// a secret is replaced there are two, the new one and the old one; the receiver
// needs either.
func Sign(secrets []Secret, key Key, at time.Time, body []byte) string {
	var b strings.Builder
	for i, secret := range secrets {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("v1=" + hex.EncodeToString(sum(secret, string(key), strconv.FormatInt(at.Unix(), 10), body)))
	}
	return b.String()
}

func sum(secret Secret, key, timestamp string, body []byte) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(timestamp + "." + key + "."))
	mac.Write(body)
	return mac.Sum(nil)
}

// Verify is for receivers: it returns the key of a request that was signed with
// one of the secrets no longer ago than the window ([ReplayWindow] if 0), and
// no further ahead. During a rotation the receiver, too, may have two secrets.
// A copy within the window verifies again; that it is one, its key tells.
//
// The error is ErrNoSecret, ErrUnsigned, ErrStale or ErrSignature.
func Verify(header http.Header, body []byte, secrets []Secret, now time.Time, window time.Duration) (Key, error) {
	if len(secrets) == 0 {
		return "", ErrNoSecret
	}
	for _, secret := range secrets {
		if len(secret) < MinSecret {
			return "", ErrNoSecret
		}
	}
	if window <= 0 {
		window = ReplayWindow
	}
	key, timestamp, at, sums, ok := readHeaders(header)
	if !ok {
		return "", ErrUnsigned
	}
	right := false
	for _, secret := range secrets {
		want := sum(secret, string(key), timestamp, body)
		for _, got := range sums {
			right = hmac.Equal(got, want) || right
		}
	}
	if !right {
		return "", ErrSignature
	}
	// After the signature, so that only the sender learns the clock is wrong.
	if age := now.Sub(at); age > window || age < -window {
		return "", ErrStale
	}
	return key, nil
}

// readHeaders takes the three headers apart. Each may be there once only:
// of two, sender and receiver might mean different ones. Signatures of versions
// other than v1 are passed over, so that a v2 can be added one day.
func readHeaders(header http.Header) (key Key, timestamp string, at time.Time, sums [][]byte, ok bool) {
	keys, times, signatures := header.Values(HeaderKey), header.Values(HeaderTime), header.Values(HeaderSignature)
	if len(keys) != 1 || len(times) != 1 || len(signatures) != 1 {
		return
	}
	key, timestamp = Key(keys[0]), times[0]
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || seconds < 0 || seconds > 1<<40 || strconv.FormatInt(seconds, 10) != timestamp || !key.Valid() {
		return
	}
	if len(signatures[0]) > maxSignatures*(len("v1=,")+2*sha256.Size) {
		return
	}
	parts := strings.Split(signatures[0], ",")
	if len(parts) > maxSignatures {
		return
	}
	for _, part := range parts {
		digits, isV1 := strings.CutPrefix(strings.TrimSpace(part), "v1=")
		if !isV1 || len(digits) != 2*sha256.Size {
			continue
		}
		if b, err := hex.DecodeString(digits); err == nil {
			sums = append(sums, b)
		}
	}
	return key, timestamp, time.Unix(seconds, 0), sums, len(sums) > 0
}
