package hub

import (
	"net/http"

	"floorwalker/sync/files"
)

// mountAdminFiles adds the routes for the team's file library, which leads fill
// (V-ATT-01):
//
//	GET    /files        → {"files":[...]}
//	POST   /files?name=  the bytes → a [files.Listed]; one of that name is replaced
//	DELETE /files?name=
func (h *Hub) mountAdminFiles(mux *http.ServeMux) {
	d := &fileDesk{hub: h, store: h.cfg.Files}
	mux.HandleFunc("GET /files", func(w http.ResponseWriter, r *http.Request) { d.library(w, r, grant{}) })
	mux.HandleFunc("POST /files", d.adminAdd)
	mux.HandleFunc("DELETE /files", d.adminRemove)
}

// adminAdd keeps a file and puts it into the library. What no channel could carry is
// of no use there: the floor's own limit holds.
func (d *fileDesk) adminAdd(w http.ResponseWriter, r *http.Request) {
	if d.store == nil {
		refuseFile(w, errNoFiles)
		return
	}
	var limit int64
	if err := d.hub.inspect(r.Context(), func(c *core) { limit = int64(c.edition.Policy.Upload.Max) }); err != nil {
		refuseFile(w, err)
		return
	}
	f, err := d.store.Put(r.URL.Query().Get("name"), r.Body, limit)
	if err == nil {
		err = d.store.Shelve(f)
	}
	if err != nil {
		refuseFile(w, err)
		return
	}
	adminJSON(w, files.ListedOf(f))
}

func (d *fileDesk) adminRemove(w http.ResponseWriter, r *http.Request) {
	err := errNoFiles
	if d.store != nil {
		err = d.store.Unshelve(r.URL.Query().Get("name"))
	}
	if err != nil {
		refuseFile(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
