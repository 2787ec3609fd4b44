package hub

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
)

// TestObligationsAreCounted lets one clock be kept, one run out, one be void.
func TestObligationsAreCounted(t *testing.T) { // D-02
	synctest.Test(t, func(t *testing.T) {
		p := newPlayed(t, newJournal())
		defer p.stop()
		for _, id := range []chat.ChatID{"kept", "void", "late"} {
			p.deliver(chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{Driver: "scripted"}})
		}
		p.deliver(chat.Event{ID: "own", Chat: "kept", By: "asha", Body: &chat.ChatAccepted{Agent: "asha"}}, closedFact("void", "x"))
		time.Sleep(31 * time.Second)
		synctest.Wait()
		w := httptest.NewRecorder()
		p.hub.metrics.handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
		for series, want := range map[string]string{
			`{kind="accept",what="started"}`: "3", `{kind="accept",what="kept"}`: "1",
			`{kind="accept",what="void"}`: "1", `{kind="accept",what="breached"}`: "1",
		} {
			if got := seriesOf(w.Body.String(), "floorwalker_obligations_total"+series); got != want {
				t.Errorf("%s is %q, want %s", series, got, want)
			}
		}
	})
}

// TestWhoRunsTheHubSeesFocusAndLoad asks as "floorhub agent list" does.
func TestWhoRunsTheHubSeesFocusAndLoad(t *testing.T) { // S-MULTI-01, S-MULTI-05
	r := newRig(t, newJournal())
	token := r.agent("Asha", chat.RolePrimary)
	c := r.desk(token)
	r.open("c")
	c.takes("t", "c", "asha")
	if f := c.wish("f", "", &chat.SetFocus{On: true}); !f.OK {
		t.Fatal(f.Words)
	}
	r = r.restart() // focus is remembered
	w := httptest.NewRecorder()
	r.hub.Admin().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/agents", nil))
	var team []TeamMember
	if err := json.NewDecoder(w.Body).Decode(&team); err != nil {
		t.Fatal(err)
	}
	if len(team) != 1 || !team[0].Focus || team[0].Serves != 1 || team[0].Cap != testPolicy(t).Agent.Cap {
		t.Errorf("%+v", team)
	}
}

// TestACustomerWhoTypesIsNotedNowAndThen: backends say it at every key.
func TestACustomerWhoTypesIsNotedNowAndThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayed(t, newJournal())
		defer p.stop()
		p.deliver(chat.Event{ID: "open", Chat: "c", Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}})
		for i := range 70 {
			p.deliver(chat.Event{ID: chat.EventID("typed" + string(rune('0'+i))), Chat: "c", Body: &chat.CustomerTyped{}})
			time.Sleep(100 * time.Millisecond)
		}
		if got := count(p.journal.kinds(t, "c"), chat.KindCustomerTyped); got != 3 {
			t.Errorf("noted %d times in 7 s", got)
		}
	})
}
