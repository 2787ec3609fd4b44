package practice

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestPageIsWholeAndItsPolicyStrict(t *testing.T) {
	p, err := New(Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	p.Mount(mux)
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/practice", nil))
	body, policy := w.Body.String(), w.Header().Get("Content-Security-Policy")
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		t.Fatalf("GET /practice = %d %v", w.Code, w.Header())
	}
	if strings.Contains(policy, "unsafe") || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("policy %s", policy)
	}
	// What stands in the document is what the policy's hashes allow.
	for _, tag := range []string{"style", "script"} {
		found := regexp.MustCompile(`(?s)<`+tag+`>(.*?)</`+tag+`>`).FindAllStringSubmatch(body, -1)
		if len(found) != 1 || !strings.Contains(policy, tag+"-src '"+hashOf(found[0][1])+"'") {
			t.Errorf("%d elements %s, or a hash that the policy does not have", len(found), tag)
		}
	}
	for _, id := range []string{"name", "phone", "mail", "start", "text", "send", "lines", "script", "play"} {
		if !strings.Contains(body, `data-testid="`+id+`"`) {
			t.Errorf("nothing is called %s", id)
		}
	}
	for _, bad := range []string{"http://", "https://", "innerHTML", "insertAdjacentHTML", "document.write", " src=", "@import", "url(", " style="} {
		if strings.Contains(body, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
}
