package crisp

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/crisp/standin"
)

// says answers every call with one status and one body.
type says struct {
	status int
	body   string
}

func (s says) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: s.status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(s.body)), Request: r}, nil
}

// What was entered wrongly is named, with what to do: no chat is meant yet.
func TestWhatWasEnteredWronglyIsNamed(t *testing.T) {
	const right, bare = "https://api.example.com/v1", "https://api.example.com"
	for name, tt := range map[string]struct {
		url, body string
		status    int
		want      string
	}{
		"a workspace that is not there":     {right, `{"error":true,"reason":"website_not_found","data":{}}`, 404, wordsSite},
		"a workspace without a name for it": {right, `{"error":true,"reason":"not_found","data":{}}`, 404, wordsSite},
		"an id that is none":                {right, `{"error":true,"reason":"invalid_data","data":{}}`, 400, wordsSite},
		"an address without its version":    {bare, `{"error":true,"reason":"route_not_found","data":{}}`, 404, wordsURL},
		"an address that says not found":    {bare, `{"error":true,"reason":"not_found","data":{}}`, 404, wordsURL},
		"a page that is not there":          {right, `<html></html>`, 404, wordsURL},
		"a page that is":                    {bare, `<html></html>`, 200, wordsURL},
		"a page that is elsewhere":          {bare, ``, 301, wordsURL},
		"a page that only reads":            {bare, ``, 405, wordsURL},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Check(context.Background(), Config{
				URL: tt.url, Website: standin.Website, Identifier: "i", Key: "k", Now: time.Now,
				HTTP: &http.Client{Transport: says{tt.status, tt.body}},
			})
			var no *driver.Refusal
			if !errors.As(err, &no) || no.Words != tt.want {
				t.Errorf("%v", err)
			}
		})
	}
}

// A right that could not be asked for is not a yes.
func TestWhatCouldNotBeAskedIsNoYes(t *testing.T) {
	w := open(t, standin.Options{})
	c := w.config(t, conformance.Faults{})
	c.Key = "another"
	up, err := Check(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	if len(up.Rights) != 1 || up.Rights[0].Name != rightKey || up.Rights[0].OK || up.Rights[0].Without != withoutKey {
		t.Errorf("%+v", up.Rights)
	}
	r := newRights()
	r.granted(TierPlugin, nil) // a server that does not say what it grants
	r.lacks(rightNotes)
	if got := r.found(); len(got) != 1 || got[0].OK {
		t.Errorf("%+v", got)
	}
}
