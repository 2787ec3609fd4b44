package connected

import (
	"net/http"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/chatwoot"
	chatwootstandin "floorwalker/sync/driver/chatwoot/standin"
	"floorwalker/sync/driver/conformance"
	"floorwalker/sync/driver/crisp"
	crispstandin "floorwalker/sync/driver/crisp/standin"
	"floorwalker/sync/driver/livehelperchat"
	livehelperchatstandin "floorwalker/sync/driver/livehelperchat/standin"
)

// place is a backend's stand-in and a way to make drivers for it.
type place struct {
	name   string
	title  string
	vendor conformance.Vendor
	driver func() (driver.Driver, error)
	// tag is one that the backend can have.
	tag string
}

// places open each backend.
var places = map[string]func(t *testing.T) *place{
	"chatwoot":       openChatwoot,
	"crisp":          openCrisp,
	"livehelperchat": openLiveHelperChat,
}

// serve lets a stand-in be reached over the network in memory.
func serve(t *testing.T, network *conformance.Network, h http.Handler, stop func()) *http.Client {
	t.Helper()
	server := &http.Server{Handler: h, ReadHeaderTimeout: time.Minute}
	l := network.Listen()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(l)
	}()
	transport := &http.Transport{DialContext: network.DialContext, DisableCompression: true}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		stop()
		_ = server.Close()
		<-ended
	})
	return &http.Client{Transport: transport, Timeout: time.Minute}
}

func half() float64 { return 0.5 }

func openChatwoot(t *testing.T) *place {
	const token = "the-access-token-of-an-administrator"
	network := new(conformance.Network)
	s := chatwootstandin.New(chatwootstandin.Options{
		Report: t.Errorf, Now: time.Now, Token: token, Secret: "what-no-log-may-have", Cut: network.Cut, Away: network.Away,
	})
	client := serve(t, network, s, s.Stop)
	return &place{name: "chatwoot", title: "Chatwoot", vendor: s, tag: "vip", driver: func() (driver.Driver, error) {
		return chatwoot.New(chatwoot.Config{
			URL: "http://chatwoot.example.com", Token: token, Agents: chatwootstandin.Agents(), Teams: chatwootstandin.Teams(),
			Now: time.Now, Random: half, Dial: network.DialContext, HTTP: client,
		})
	}}
}

func openCrisp(t *testing.T) *place {
	network := new(conformance.Network)
	s := crispstandin.New(crispstandin.Options{Report: t.Errorf, Now: time.Now, Network: network})
	client := serve(t, network, s, func() {})
	return &place{name: "crisp", title: "Crisp", vendor: s, tag: "vip", driver: func() (driver.Driver, error) {
		return crisp.New(crisp.Config{
			URL: "http://crisp.example.com/v1", Website: crispstandin.Website, Identifier: crispstandin.Identifier, Key: crispstandin.Key,
			Agents: map[string]chat.AgentID{crispstandin.User("asha"): conformance.Asha, crispstandin.User("rohan"): conformance.Rohan},
			Teams:  map[string]string{crispstandin.Inbox("billing"): "billing"},
			Now:    time.Now, Random: half, Dial: network.DialContext, HTTP: client,
		})
	}}
}

func openLiveHelperChat(t *testing.T) *place {
	const key = "k-0f1e2d3c4b5a"
	network := new(conformance.Network)
	s := livehelperchatstandin.New(livehelperchatstandin.Options{
		Report: t.Errorf, Now: time.Now, Key: key, Secret: "s-5a4b3c2d1e0f", Cut: network.Cut, Away: network.Away,
	})
	client := serve(t, network, s, s.Stop)
	return &place{name: "livehelperchat", title: "Live Helper Chat", vendor: s, tag: "vip", driver: func() (driver.Driver, error) {
		return livehelperchat.New(livehelperchat.Config{
			URL: "http://chat.example.com", Username: "floor", Key: key, Agents: livehelperchatstandin.Agents(), Teams: livehelperchatstandin.Teams(),
			Subjects: livehelperchatstandin.SubjectIDs(), Busy: 200 * time.Millisecond, Idle: 500 * time.Millisecond, Again: time.Second,
			Now: time.Now, Random: half, Dial: network.DialContext, HTTP: client,
		})
	}}
}
