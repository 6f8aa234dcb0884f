"""知贷: intellectual-property pledge financing, from filing to paid subsidy."""
