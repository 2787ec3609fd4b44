package app

import "floorwalker/app/alert"

// arrived does what a desk does once nothing is missing on a new connection: it
// says whether somebody is there, makes its key known, takes the records that its
// person took and that do not say so, and has the day's figures fetched. What the floor as a whole calls for is told anew.
func (d *Desk) arrived() {
	d.shift.told, d.shift.old, d.shift.teamOld = false, true, true
	d.shift.calls = alert.Team{}
	d.tellIdle()
	d.registerKey()
	d.reconcileRecords()
	d.ofTeam()
	d.talk.arrived(d)
	if d.errands.days != nil {
		d.fetchDay()
	}
}
