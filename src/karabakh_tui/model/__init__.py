"""What a fact is: frozen records, their dates, and the store that holds them."""
