package livehelperchat

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// samePage is a server that knows no offset.
type samePage struct {
	t     *testing.T
	calls int
}

func (s *samePage) RoundTrip(r *http.Request) (*http.Response, error) {
	if s.calls++; s.calls > 3 {
		s.t.Error("the same page is read again and again")
		return nil, io.EOF
	}
	rows := make([]string, pageSize)
	for i := range rows {
		rows[i] = fmt.Sprintf(`{"id":%d}`, i+1)
	}
	body := `{"error":false,"list":[` + strings.Join(rows, ",") + `]}`
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

func TestAServerWithoutOffsets(t *testing.T) {
	c := Config{URL: "https://chat.example.com", Username: "floor", Key: "key", Now: time.Now, HTTP: &http.Client{Transport: &samePage{t: t}}}.withDefaults()
	a, err := newAPI(&c, func(http.Header) {}, func(right) {})
	if err != nil {
		t.Fatal(err)
	}
	list, err := a.chats(t.Context(), openStates, nil)
	if err != nil || len(list) != pageSize {
		t.Errorf("%d chats, %v", len(list), err)
	}
}
