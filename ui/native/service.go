package native

import (
	"context"
	"fmt"
	"runtime"
	"slices"

	"github.com/godbus/dbus/v5"
)

// The names of the Desktop Notifications Specification.
const (
	busName  = "org.freedesktop.Notifications"
	busPath  = dbus.ObjectPath("/org/freedesktop/Notifications")
	busIface = "org.freedesktop.Notifications"
)

// Urgency levels of the specification.
const (
	urgencyNormal   = byte(1)
	urgencyCritical = byte(2)
)

// signalBuffer holds what comes while a call is under way.
const signalBuffer = 64

// service is a notification service that has answered. It belongs to the
// notifier's worker.
type service struct {
	conn    *dbus.Conn
	object  dbus.BusObject
	signals chan *dbus.Signal
	app     string
	// name is the service's own, owner its unique name on the bus: signals of
	// anybody else are not believed.
	name, owner string
	markup      bool
	actions     bool
	// gone is set when the owner of the name has changed.
	gone bool
	ids  map[string]uint32
	keys map[uint32]string
}

// dialSession connects to the user's session bus, privately: the shared
// connection of the library belongs to the tray and the theme watcher. It
// starts no bus where there is none.
func dialSession(ctx context.Context) (*dbus.Conn, error) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return nil, errNoBus
	}
	conn, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(context.WithoutCancel(ctx)))
	if err != nil {
		return nil, err
	}
	if err = conn.Auth(nil); err == nil {
		err = conn.Hello()
	}
	if err != nil {
		_ = conn.Close() // The first error says more.
		return nil, err
	}
	return conn, nil
}

// meet connects, and asks the service who it is and what it can do.
func meet(ctx context.Context, dial func(context.Context) (*dbus.Conn, error), app string) (*service, error) {
	conn, err := dial(ctx)
	if err != nil {
		return nil, err
	}
	s := &service{
		conn: conn, object: conn.Object(busName, busPath), signals: make(chan *dbus.Signal, signalBuffer),
		app: app, ids: make(map[string]uint32), keys: make(map[uint32]string),
	}
	if err := s.introduce(ctx); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *service) introduce(ctx context.Context) error {
	s.conn.Signal(s.signals)
	err := s.conn.AddMatchSignalContext(ctx, dbus.WithMatchSender(busName), dbus.WithMatchInterface(busIface))
	if err != nil {
		return err
	}
	err = s.conn.AddMatchSignalContext(ctx, dbus.WithMatchSender("org.freedesktop.DBus"),
		dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, busName))
	if err != nil {
		return err
	}
	var caps []string
	if err := s.object.CallWithContext(ctx, busIface+".GetCapabilities", 0).Store(&caps); err != nil {
		return err
	}
	s.markup, s.actions = slices.Contains(caps, "body-markup"), slices.Contains(caps, "actions")
	var vendor, version, spec string
	if err := s.object.CallWithContext(ctx, busIface+".GetServerInformation", 0).Store(&s.name, &vendor, &version, &spec); err != nil {
		return err
	}
	s.name = Clean(DoorService, s.name, MaxTitle)
	return s.conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.GetNameOwner", 0, busName).Store(&s.owner)
}

// show draws or replaces. A reply that comes after the time-out is lost, and
// with it the id: such a note can only be removed by the user.
func (s *service) show(ctx context.Context, n *Note) error {
	door := DoorService
	if s.markup {
		door = DoorMarkup
	}
	title, body := Clean(DoorService, n.Title, MaxTitle), Clean(door, n.Body, MaxBody)
	if title == "" {
		title = s.app
	}
	urgency := urgencyNormal
	if n.Urgent {
		urgency = urgencyCritical
	}
	var actions []string
	if s.actions {
		actions = []string{"default", "Open"}
	}
	hints := map[string]dbus.Variant{
		"urgency":        dbus.MakeVariant(urgency),
		"category":       dbus.MakeVariant("im.received"),
		"suppress-sound": dbus.MakeVariant(true), // The tone is ours.
	}
	var id uint32
	// Nought: it stays until we withdraw it, which we do when the reason has gone.
	err := s.object.CallWithContext(ctx, busIface+".Notify", 0, s.app, s.ids[n.Key], "", title, body, actions, hints, int32(0)).Store(&id)
	if err != nil {
		return fmt.Errorf("show a notification: %w", err)
	}
	old := s.ids[n.Key]
	s.forget(old)
	s.ids[n.Key], s.keys[id] = id, n.Key
	if old == 0 || old == id {
		return nil
	}
	// This service stacks instead of replacing.
	return s.object.CallWithContext(ctx, busIface+".CloseNotification", 0, old).Err
}

func (s *service) withdraw(ctx context.Context, key string) error {
	id, ok := s.ids[key]
	if !ok {
		return nil
	}
	s.forget(id)
	return s.object.CallWithContext(ctx, busIface+".CloseNotification", 0, id).Err
}

// heard takes in a signal; it returns the key of a note that was clicked.
func (s *service) heard(sig *dbus.Signal) (key string, clicked bool) {
	if sig.Name == "org.freedesktop.DBus.NameOwnerChanged" && sig.Sender == "org.freedesktop.DBus" {
		var name, was, is string
		if dbus.Store(sig.Body, &name, &was, &is) == nil && name == busName && is != s.owner {
			s.gone = true
		}
		return "", false
	}
	if sig.Sender != s.owner {
		return "", false
	}
	switch sig.Name {
	case busIface + ".ActionInvoked":
		var id uint32
		var action string
		if dbus.Store(sig.Body, &id, &action) == nil && action == "default" {
			key, clicked = s.keys[id]
		}
	case busIface + ".NotificationClosed":
		var id, reason uint32
		if dbus.Store(sig.Body, &id, &reason) == nil {
			s.forget(id)
		}
	}
	return key, clicked
}

func (s *service) forget(id uint32) {
	if key, ok := s.keys[id]; ok {
		delete(s.keys, id)
		delete(s.ids, key)
	}
}

func (s *service) close() {
	_ = s.conn.Close() // There is nobody left to tell.
}
