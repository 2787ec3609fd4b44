package settle

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
)

// merge returns what is known with what the vendor says put over it.
func merge(known, said chat.Customer) chat.Customer {
	known.Name = cmp.Or(said.Name, known.Name)
	known.Contact = cmp.Or(said.Contact, known.Contact)
	known.Phone = cmp.Or(said.Phone, known.Phone)
	known.Account = cmp.Or(said.Account, known.Account)
	known.Page = cmp.Or(said.Page, known.Page)
	known.Locale = cmp.Or(said.Locale, known.Locale)
	if len(said.Data) > 0 {
		known.Data = said.Data
	}
	if len(said.Before) > 0 {
		known.Before = said.Before
	}
	return known
}

func sameCustomer(a, b *chat.Customer) bool {
	return a.Name == b.Name && a.Contact == b.Contact && a.Phone == b.Phone && a.Account == b.Account &&
		a.Page == b.Page && a.Locale == b.Locale && slices.Equal(a.Data, b.Data) && slices.Equal(a.Before, b.Before)
}
