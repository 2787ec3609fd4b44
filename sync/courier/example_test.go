package courier_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"floorwalker/sync/courier"
)

// A receiver in Go: it verifies, looks whether it has the key, and says yes
// either way.
func ExampleVerify() {
	secrets := []courier.Secret{courier.Secret("new secret of 32 random bytes...")}
	tickets := map[courier.Key]string{} // on a disk
	receive := func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, courier.MaxBody))
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		key, err := courier.Verify(r.Header, body, secrets, time.Unix(1_780_000_000, 0), courier.ReplayWindow)
		if err != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if _, have := tickets[key]; !have {
			tickets[key] = string(body)
		}
	}
	ask := func(body string) int {
		r := httptest.NewRequest(http.MethodPost, "/tickets", strings.NewReader(body))
		at := time.Unix(1_780_000_000, 0)
		r.Header.Set(courier.HeaderKey, "ticket:T-1:1")
		r.Header.Set(courier.HeaderTime, "1780000000")
		r.Header.Set(courier.HeaderSignature, courier.Sign(secrets, "ticket:T-1:1", at, []byte(`{"id":"T-1"}`)))
		w := httptest.NewRecorder()
		receive(w, r)
		return w.Code
	}
	fmt.Println(ask(`{"id":"T-1"}`), ask(`{"id":"T-1"}`), ask(`{"id":"T-2"}`), len(tickets))
	_, err := courier.Verify(http.Header{}, nil, secrets, time.Unix(0, 0), 0)
	fmt.Println(errors.Is(err, courier.ErrUnsigned))
	// Output:
	// 200 200 401 1
	// true
}
