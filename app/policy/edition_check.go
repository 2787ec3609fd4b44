package policy

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"floorwalker/app/ticket"
)

// conflict returns the first thing in the lists that does not fit another.
func (e *Edition) conflict() (conflict, bool) {
	for i, r := range e.Matrix {
		key := fmt.Sprintf("escalation.matrix[%d]", i)
		switch {
		case r.Queue == "" && r.Agent == "":
			return conflict{key: key, words: "needs a team or a person, or nobody would get it"}, true
		case r.Queue != "" && !e.Policy.HasQueue(r.Queue):
			return conflict{key: key + ".queue", words: fmt.Sprintf("is %q, which is not among queues.names", r.Queue)}, true
		}
	}
	if c, wrong := e.routeConflict(); wrong {
		return c, true
	}
	for i, u := range e.Uploads {
		if slices.ContainsFunc(e.Uploads[:i], func(o ChannelUpload) bool { return o.Channel == u.Channel }) {
			return conflict{key: fmt.Sprintf("upload.channels[%d]", i), words: "is there twice"}, true
		}
	}
	if err := e.Form.Check(); err != nil {
		return e.formConflict(err), true
	}
	return conflict{}, false
}

// formConflict finds the key that a form's error is about.
func (e *Edition) formConflict(err error) conflict {
	wrong, ok := errors.AsType[*ticket.FormError](err)
	if !ok {
		return conflict{key: "ticket", words: err.Error()}
	}
	return conflict{key: e.formKey(wrong.List), words: wrong.Words}
}

// formKey returns where a list of a form stands in the file.
func (e *Edition) formKey(name string) string {
	if of, ok := strings.CutPrefix(name, "classifications of "); ok {
		i := slices.IndexFunc(e.Form.Categories, func(c ticket.Category) bool { return c.Name == of })
		return fmt.Sprintf("ticket.categories[%d].classifications", i)
	}
	for _, column := range []string{"details", "resolution", "status"} {
		if of, ok := strings.CutPrefix(name, column+" of "); ok {
			i := slices.IndexFunc(e.Form.Reasons, func(r ticket.EndReason) bool { return r.Name == of })
			return fmt.Sprintf("ticket.reasons[%d].%s", i, column)
		}
	}
	if name == "escalated" {
		return "tags.escalated"
	}
	return "ticket." + strings.ReplaceAll(name, " ", ".")
}
